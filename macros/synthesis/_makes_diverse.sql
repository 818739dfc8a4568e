{#- Whether values are taken out of synthetic records. What is made from aggregates alone is diverse as far as they are. -#}
{% macro _makes_diverse() %}
    {{- return(synthetic_showcase._option('min_diversity') is not none and synthetic_showcase._option('synthesis_mode') != 'aggregate_seeded') -}}
{% endmacro %}
