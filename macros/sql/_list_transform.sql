{#-
  SQL for a list with an expression applied to each item. DuckDB: list_transform; Spark: transform. Arguments: list,
  SQL; item, the name of the lambda's parameter; expression, SQL.
-#}
{% macro _list_transform(list, item, expression) %}
    {{- return(adapter.dispatch('_list_transform', 'synthetic_showcase')(list, item, expression)) -}}
{% endmacro %}

{% macro default___list_transform(list, item, expression) %}
    {{- return('list_transform(' ~ list ~ ', lambda ' ~ item ~ ': ' ~ expression ~ ')') -}}
{% endmacro %}

{% macro spark___list_transform(list, item, expression) %}
    {{- return('transform(' ~ list ~ ', ' ~ item ~ ' -> ' ~ expression ~ ')') -}}
{% endmacro %}
