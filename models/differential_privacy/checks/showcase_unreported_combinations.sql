{{ synthetic_showcase._only_with(guarantee="differential_privacy") }}
{{
    synthetic_showcase.find_unreported_combinations(
        ref("showcase_synthesized_combination_counts"), ref("showcase_reported_aggregates")
    )
}}
