{{ synthetic_showcase._only_with(guarantee="k_anonymity", engine="duckdb") }}
{{
    synthetic_showcase.snapshot_aggregates(
        ref("showcase_reported_aggregates"),
        ref("showcase_reported_totals"),
        ref("showcase_reported_columns"),
        ref("showcase_reported_attributes"),
        ref("showcase_distinct_records"),
        ref("showcase_attributes"),
    )
}}
