{{ synthetic_showcase._only_with(guarantee="k_anonymity", engine="duckdb") }}
{{ synthetic_showcase.split_subjects(ref("showcase_record_attributes")) }}
