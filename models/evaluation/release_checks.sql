{#- Of whole records the mode aggregate_seeded promises nothing. -#}
{% set whole_records = {'unsupported_synthetic_records': ref('unsupported_synthetic_records')}
    if synthetic_showcase._option('synthesis_mode') != 'aggregate_seeded' else {} %}
{{ synthetic_showcase.summarize_checks(dict(
    whole_records,
    fabricated_combinations=ref('fabricated_combinations'),
    leaked_combinations=ref('leaked_combinations'),
    misreported_aggregates=ref('misreported_aggregates')
)) }}
