{{ synthetic_showcase._only_with(guarantee="k_anonymity", engine="duckdb") }}
{{
    synthetic_showcase.infer_counts(
        ref("showcase_reported_aggregates"),
        ref("showcase_reported_totals"),
        ref("showcase_reported_columns"),
        ref("showcase_attributes"),
        ref("showcase_readiness_summary"),
        ref("showcase_examined_wholes"),
    )
}}
