{#-
  SQL for whether a number is neither NaN nor infinite; null for null. DuckDB: isfinite; Spark: a comparison with
  infinity.
-#}
{% macro _is_finite(number) %}
    {{- return(adapter.dispatch('_is_finite', 'synthetic_showcase')(number)) -}}
{% endmacro %}

{% macro default___is_finite(number) %}
    {{- return('isfinite(' ~ number ~ ')') -}}
{% endmacro %}

{% macro spark___is_finite(number) %}
    {{- return('abs(' ~ number ~ ") < double('infinity')") -}}
{% endmacro %}
