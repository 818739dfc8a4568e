{{ synthetic_showcase._only_with(guarantee="k_anonymity", engine="duckdb") }}
{{
    synthetic_showcase.find_pinned_combinations(
        ref("showcase_inferred_counts"),
        ref("showcase_attributes"),
        ref("showcase_distinct_records"),
    )
}}
