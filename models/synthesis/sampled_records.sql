{% set mode = synthetic_showcase._option('synthesis_mode') %}
{% if mode == 'aggregate_fitted' %}
{{ synthetic_showcase.fit_records(ref('reported_aggregates'), ref('reported_attributes'), ref('reported_columns'), ref('reported_totals')) }}
{% elif mode == 'aggregate_seeded' %}
{{ synthetic_showcase.sample_aggregates(ref('reported_aggregates')) }}
{% else %}
{{ synthetic_showcase.sample_records(ref('distinct_records'), ref('attributes'), ref('input_records')) }}
{% endif %}
