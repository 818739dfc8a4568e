{{ synthetic_showcase._only_with(guarantee='k_anonymity', engine='duckdb') }}
{{ synthetic_showcase.find_pinned_combinations(ref('inferred_counts'), ref('attributes'), ref('distinct_records')) }}
