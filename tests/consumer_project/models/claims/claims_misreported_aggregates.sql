{{ synthetic_showcase.find_misreported_aggregates(
    ref('claims_reported_aggregates'), ref('claims_combination_counts'), resolution=20
) }}
