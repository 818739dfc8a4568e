{#-
  SQL for the item of a list at a position, from 1; null beyond the end. DuckDB: list[n]; Spark: get(list, n - 1).
-#}
{% macro _item(list, place) %}
    {{- return(adapter.dispatch('_item', 'synthetic_showcase')(list, place)) -}}
{% endmacro %}

{% macro default___item(list, place) %}
    {{- return(list ~ '[' ~ place ~ ']') -}}
{% endmacro %}

{% macro spark___item(list, place) %}
    {{- return('get(' ~ list ~ ', ' ~ (place - 1) ~ ')') -}}
{% endmacro %}
