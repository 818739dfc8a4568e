{{ synthetic_showcase.summarize_checks({
    'unsupported_synthetic_records': ref('unsupported_synthetic_records'),
    'fabricated_combinations': ref('fabricated_combinations'),
    'leaked_combinations': ref('leaked_combinations'),
    'misreported_aggregates': ref('misreported_aggregates'),
}) }}
