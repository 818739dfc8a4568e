{{ synthetic_showcase._only_with(guarantee="k_anonymity", engine="duckdb") }}
{{ synthetic_showcase.choose_measured(ref("showcase_record_attributes")) }}
