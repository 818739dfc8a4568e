{{ synthetic_showcase._only_with(guarantee='k_anonymity', engine='duckdb') }}
{{ synthetic_showcase.find_homogeneous_groups(ref('group_diversity'), ref('reported_aggregates'), ref('attributes')) }}
