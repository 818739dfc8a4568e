{#-
  SQL for the items of a list for which a condition is true. DuckDB: list_filter; Spark: filter. Arguments: list, SQL;
  item, the name of the lambda's parameter; condition, SQL.
-#}
{% macro _list_filter(list, item, condition) %}
    {{- return(adapter.dispatch('_list_filter', 'synthetic_showcase')(list, item, condition)) -}}
{% endmacro %}

{% macro default___list_filter(list, item, condition) %}
    {{- return('list_filter(' ~ list ~ ', lambda ' ~ item ~ ': ' ~ condition ~ ')') -}}
{% endmacro %}

{% macro spark___list_filter(list, item, condition) %}
    {{- return('filter(' ~ list ~ ', ' ~ item ~ ' -> ' ~ condition ~ ')') -}}
{% endmacro %}
