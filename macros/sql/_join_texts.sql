{#-
  SQL, for a query with groups, for the texts of a group joined to one. DuckDB: string_agg with order by; Spark:
  string_agg within group. Arguments, all SQL: text, delimiter, order_by.
-#}
{% macro _join_texts(text, delimiter, order_by) %}
    {{- return(adapter.dispatch('_join_texts', 'synthetic_showcase')(text, delimiter, order_by)) -}}
{% endmacro %}

{% macro default___join_texts(text, delimiter, order_by) %}
    {{- return('string_agg(' ~ text ~ ', ' ~ delimiter ~ ' order by ' ~ order_by ~ ')') -}}
{% endmacro %}

{% macro spark___join_texts(text, delimiter, order_by) %}
    {{- return('string_agg(' ~ text ~ ', ' ~ delimiter ~ ') within group (order by ' ~ order_by ~ ')') -}}
{% endmacro %}
