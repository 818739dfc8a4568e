{{ synthetic_showcase._only_with(guarantee='k_anonymity') }}
{{ synthetic_showcase.find_misreported_aggregates(ref('reported_aggregates'), ref('combination_counts')) }}
