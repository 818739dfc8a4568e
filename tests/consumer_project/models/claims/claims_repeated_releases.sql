{{ synthetic_showcase.find_repeated_releases(
    ref('claims_snapshot'), ref('synthetic_showcase', 'showcase_released_aggregates'), ref('synthetic_showcase', 'showcase_release_ledger')
) }}
