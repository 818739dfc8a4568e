{{ synthetic_showcase._only_with(guarantee='k_anonymity', engine='duckdb') }}
{{ synthetic_showcase.find_repeated_releases(ref('release_snapshot'), ref('released_aggregates'), ref('release_ledger')) }}
