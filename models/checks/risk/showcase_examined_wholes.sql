{{ synthetic_showcase._only_with(guarantee="k_anonymity", engine="duckdb") }}
{{
    synthetic_showcase.choose_wholes(
        ref("showcase_reported_aggregates"), ref("showcase_reported_attributes")
    )
}}
