{#- The tests of the verdicts come first. -#}
{% if target.type != 'spark' %}
-- depends_on: {{ ref('verdicts') }}
{% endif %}
{% if synthetic_showcase._is_private() %}
{{ synthetic_showcase.summarize_checks({
    'overdrawn_budgets': ref('overdrawn_budgets'),
    'inconsistent_counts': ref('inconsistent_counts'),
    'unreported_combinations': ref('unreported_combinations'),
    'untrue_noise': ref('untrue_noise')
}) }}
{% else %}
{#- Of whole records the mode aggregate_seeded promises nothing. -#}
{% set by_option = {} %}
{% if synthetic_showcase._option('synthesis_mode') != 'aggregate_seeded' %}
{% do by_option.update(unsupported_synthetic_records=ref('unsupported_synthetic_records')) %}
{% endif %}
{% if synthetic_showcase._option('homogeneity_severity') == 'error' %}
{% do by_option.update(homogeneous_groups=ref('homogeneous_groups')) %}
{% endif %}
{#- What Spark can't look for is not published as a release there. -#}
{% set by_engine = {} %}
{% if target.type != 'spark' %}
{% do by_engine.update(
    undiverse_combinations=ref('undiverse_combinations'),
    pinned_combinations=ref('pinned_combinations'),
    repeated_releases=ref('repeated_releases'),
    successful_attacks=ref('successful_attacks')
) %}
{% endif %}
{{ synthetic_showcase.summarize_checks(dict(
    by_option,
    fabricated_combinations=ref('fabricated_combinations'),
    leaked_combinations=ref('leaked_combinations'),
    misreported_aggregates=ref('misreported_aggregates'),
    **by_engine
)) }}
{% endif %}
