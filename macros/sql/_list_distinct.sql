{#-
  SQL for a list with equal items once. DuckDB: list_distinct, which drops nulls; Spark: array_distinct, which does
  not.
-#}
{% macro _list_distinct(list) %}
    {{- return(adapter.dispatch('_list_distinct', 'synthetic_showcase')(list)) -}}
{% endmacro %}

{% macro default___list_distinct(list) %}
    {{- return('list_distinct(' ~ list ~ ')') -}}
{% endmacro %}

{% macro spark___list_distinct(list) %}
    {{- return('array_distinct(' ~ list ~ ')') -}}
{% endmacro %}
