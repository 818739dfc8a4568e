{#- SQL for a condition: true, or an error with the advice of `readiness`, a relation made by `assess_records` or none, where too many combinations are expected. -#}
{% macro _ready(readiness) %}
    {%- if readiness is none -%}
        {{ return('true') }}
    {%- endif -%}
    {{ return('(select case when expected_in_all <= max_combinations then true else '
        ~ synthetic_showcase._stop("'synthetic_showcase: not built: ' || advice || '.'") ~ ' end from ' ~ readiness ~ ')') }}
{% endmacro %}
