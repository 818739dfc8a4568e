{{ synthetic_showcase._only_with(guarantee='k_anonymity') }}
{{ synthetic_showcase.find_rare_combinations(
    ref('synthesized_combination_counts'), ref('combination_counts'), ref('reported_aggregates'), ref('distinct_records')
) }}
