{{ synthetic_showcase._only_with(guarantee='k_anonymity', engine='duckdb') }}
{% if synthetic_showcase._option('synthesis_mode') == 'aggregate_seeded' %}
{{ synthetic_showcase.sample_aggregates(ref('trial_aggregates')) }}
{% else %}
{{ synthetic_showcase.sample_records(ref('trial_distinct_records'), ref('attributes'), ref('trial_records')) }}
{% endif %}
