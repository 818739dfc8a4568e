{#-
  SQL for a condition that is true, or raises an error with the advice of `readiness` if more combinations are
  expected than allowed. Argument: readiness, a relation made by `assess_records`, or none.
-#}
{% macro _ready(readiness) %}
    {%- if readiness is none -%}
        {{ return('true') }}
    {%- endif -%}
    {{ return('(select case when expected_in_all <= max_combinations then true else '
        ~ synthetic_showcase._stop("'synthetic_showcase: not built: ' || advice || '.'") ~ ' end from ' ~ readiness ~ ')') }}
{% endmacro %}
