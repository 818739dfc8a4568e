{{ synthetic_showcase.find_inconsistent_counts(ref('reported_aggregates')) }}
