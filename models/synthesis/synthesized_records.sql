{#- What is made from aggregates alone is diverse as far as they are. -#}
{% set diverse = synthetic_showcase._option('min_diversity') is not none and synthetic_showcase._option('synthesis_mode') != 'aggregate_seeded' %}
{{ synthetic_showcase.decode_records(
    ref('diverse_records') if diverse else ref('sampled_records'), ref('reported_attributes'), ref('reported_columns')
) }}
