{{ synthetic_showcase._only_with(guarantee="k_anonymity") }}
{{
    synthetic_showcase.find_misreported_aggregates(
        ref("showcase_reported_aggregates"), ref("showcase_combination_counts")
    )
}}
