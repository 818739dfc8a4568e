{#-
  SQL for the list of whole numbers from `first` up to `behind`, which is excluded. DuckDB: range; Spark: sequence.
-#}
{% macro _range(first, behind) %}
    {{- return(adapter.dispatch('_range', 'synthetic_showcase')(first, behind)) -}}
{% endmacro %}

{% macro default___range(first, behind) %}
    {{- return('range(' ~ first ~ ', ' ~ behind ~ ')') -}}
{% endmacro %}

{% macro spark___range(first, behind) %}
    {{- return('sequence(' ~ first ~ ', ' ~ (behind - 1) ~ ')') -}}
{% endmacro %}
