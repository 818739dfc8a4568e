{{ synthetic_showcase._only_with(guarantee="k_anonymity") }}
{{
    synthetic_showcase.find_rare_combinations(
        ref("showcase_synthesized_combination_counts"),
        ref("showcase_combination_counts"),
        ref("showcase_reported_aggregates"),
        ref("showcase_distinct_records"),
    )
}}
