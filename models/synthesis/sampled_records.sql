{% if synthetic_showcase._option('synthesis_mode') == 'aggregate_seeded' %}
{{ synthetic_showcase.sample_aggregates(ref('reported_aggregates')) }}
{% else %}
{{ synthetic_showcase.sample_records(ref('record_attributes'), ref('attributes'), ref('input_records')) }}
{% endif %}
