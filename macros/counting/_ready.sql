{#- SQL for a condition: true, or an error with the advice of `readiness`, a relation made by `assess_records` or none, where too many combinations are expected. -#}
{% macro _ready(readiness) %}
    {%- if readiness is none -%}
        {{ return('true') }}
    {%- endif -%}
    {{ return(adapter.dispatch('_ready', 'synthetic_showcase')(readiness)) }}
{% endmacro %}

{% macro default___ready(readiness) %}
    {{ return('(select expected_in_all <= max_combinations from ' ~ readiness ~ ')') }}
{% endmacro %}

{% macro duckdb___ready(readiness) %}
    {{ return("(select case when expected_in_all <= max_combinations then true else error('synthetic_showcase: not built: ' || advice || '.') end from " ~ readiness ~ ')') }}
{% endmacro %}
