{#-
  SQL for the number of a row, from 1, in a given order, as a bigint. DuckDB: row_number; Spark: row_number with a
  cast.
-#}
{% macro _rank(order_by) %}
    {{- return(adapter.dispatch('_rank', 'synthetic_showcase')(order_by)) -}}
{% endmacro %}

{% macro default___rank(order_by) %}
    {{- return('row_number() over (order by ' ~ order_by ~ ')') -}}
{% endmacro %}

{% macro spark___rank(order_by) %}
    {{- return('cast(row_number() over (order by ' ~ order_by ~ ') as bigint)') -}}
{% endmacro %}
