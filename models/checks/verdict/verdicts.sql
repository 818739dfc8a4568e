{{ synthetic_showcase._only_with(engine='duckdb') }}
{% if synthetic_showcase._is_private() %}
{{ synthetic_showcase.judge_private_release({
    'synthetic_records': ref('synthesized_records'),
    'reported_aggregates': ref('reported_aggregates'),
    'noise_scales': ref('noise_scales'),
    'overdrawn_budgets': ref('overdrawn_budgets'),
    'inconsistent_counts': ref('inconsistent_counts'),
    'unreported_combinations': ref('unreported_combinations'),
    'untrue_noise': ref('untrue_noise')
}) }}
{% else %}
{{ synthetic_showcase.judge_release({
    'synthetic_records': ref('synthesized_records'),
    'reported_aggregates': ref('reported_aggregates'),
    'unsupported_synthetic_records': ref('unsupported_synthetic_records'),
    'fabricated_combinations': ref('fabricated_combinations'),
    'leaked_combinations': ref('leaked_combinations'),
    'misreported_aggregates': ref('misreported_aggregates'),
    'records_at_risk_by_length': ref('records_at_risk_by_length'),
    'group_diversity': ref('group_diversity'),
    'homogeneous_groups': ref('homogeneous_groups'),
    'undiverse_combinations': ref('undiverse_combinations'),
    'examined_wholes': ref('examined_wholes'),
    'pinned_combinations': ref('pinned_combinations'),
    'released_aggregates': ref('released_aggregates'),
    'repeated_releases': ref('repeated_releases'),
    'revealing_changes': ref('revealing_changes'),
    'attack_results': ref('attack_results'),
    'successful_attacks': ref('successful_attacks')
}) }}
{% endif %}
