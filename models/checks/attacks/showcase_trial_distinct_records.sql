{{ synthetic_showcase._only_with(guarantee="k_anonymity", engine="duckdb") }}
{{ synthetic_showcase.merge_records(ref("showcase_trial_record_attributes")) }}
