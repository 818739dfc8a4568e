{{ synthetic_showcase._only_with(guarantee="k_anonymity", engine="duckdb") }}
{{
    synthetic_showcase.summarize_risk(
        ref("showcase_least_supports"),
        ref("showcase_measured_records"),
        ref("showcase_attributes"),
        ref("showcase_record_attributes"),
        ref("showcase_leaked_combinations"),
        by="length",
    )
}}
