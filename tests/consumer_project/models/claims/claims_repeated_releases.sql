{{ synthetic_showcase.find_repeated_releases(
    ref('claims_snapshot'), ref('synthetic_showcase', 'released_aggregates'), ref('synthetic_showcase', 'release_ledger')
) }}
