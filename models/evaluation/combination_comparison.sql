{{ synthetic_showcase.compare_combinations(
    ref('combination_counts'), ref('reported_aggregates'), ref('synthesized_combination_counts')
) }}
