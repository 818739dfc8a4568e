{{ synthetic_showcase._only_with(guarantee='k_anonymity', engine='duckdb') }}
{% if synthetic_showcase._option('synthesis_mode') == 'aggregate_seeded' %}
{{ synthetic_showcase.sample_aggregates(ref('showcase_trial_aggregates')) }}
{% else %}
{{ synthetic_showcase.sample_records(ref('showcase_trial_distinct_records'), ref('showcase_attributes'), ref('showcase_trial_records')) }}
{% endif %}
