{{ synthetic_showcase._only_with(guarantee="k_anonymity", engine="duckdb") }}
{{
    synthetic_showcase.measure_risk(
        ref("showcase_record_attributes"),
        ref("showcase_distinct_records"),
        ref("showcase_measured_records"),
    )
}}
