{{ synthetic_showcase._only_with(guarantee='k_anonymity', engine='duckdb') }}
{{ synthetic_showcase.choose_wholes(ref('reported_aggregates'), ref('reported_attributes')) }}
