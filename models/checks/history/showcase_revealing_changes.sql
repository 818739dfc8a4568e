{{ synthetic_showcase._only_with(guarantee="k_anonymity", engine="duckdb") }}
{{
    synthetic_showcase.find_revealing_changes(
        ref("showcase_release_snapshot"),
        ref("showcase_released_aggregates"),
        ref("showcase_release_ledger"),
    )
}}
