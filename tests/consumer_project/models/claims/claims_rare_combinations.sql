{{ synthetic_showcase.find_rare_combinations(
    ref('claims_synthesized_combination_counts'),
    ref('claims_combination_counts'),
    ref('claims_reported_aggregates'),
    ref('claims_distinct_records'),
    resolution=20
) }}
