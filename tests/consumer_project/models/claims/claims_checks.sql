{{ synthetic_showcase.summarize_checks({
    'claims_unsupported_synthetic_records': ref('claims_unsupported_synthetic_records'),
    'claims_rare_combinations': ref('claims_rare_combinations'),
    'claims_misreported_aggregates': ref('claims_misreported_aggregates'),
    'claims_direct_identifiers': ref('claims_direct_identifiers'),
    'claims_successful_attacks': ref('claims_successful_attacks'),
    'claims_repeated_releases': ref('claims_repeated_releases'),
}) }}
