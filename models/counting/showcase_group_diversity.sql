{{ synthetic_showcase._only_with(guarantee="k_anonymity", engine="duckdb") }}
{{
    synthetic_showcase.measure_diversity(
        ref("showcase_combination_counts"),
        ref("showcase_attributes"),
        ref("showcase_distinct_records"),
        ref("showcase_input_records"),
    )
}}
