{{ synthetic_showcase.find_repeated_releases(ref('release_snapshot'), ref('released_aggregates'), ref('release_ledger')) }}
