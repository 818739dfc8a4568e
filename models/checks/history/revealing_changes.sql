{{ synthetic_showcase._only_with(guarantee='k_anonymity', engine='duckdb') }}
{{ synthetic_showcase.find_revealing_changes(ref('release_snapshot'), ref('released_aggregates'), ref('release_ledger')) }}
