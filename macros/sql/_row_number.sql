{#-
  SQL for the id of each record, in the order of the table or of `order_by`. DuckDB: row_number from 0. Spark:
  ascending numbers with gaps, because numbers without gaps would need all records in one task.
-#}
{% macro _row_number(order_by=none) %}
    {{- return(adapter.dispatch('_row_number', 'synthetic_showcase')(order_by)) -}}
{% endmacro %}

{% macro default___row_number(order_by) %}
    {{- return('cast(row_number() over (' ~ ('order by ' ~ order_by if order_by is not none else '') ~ ') - 1 as integer)') -}}
{% endmacro %}

{% macro spark___row_number(order_by) %}
    {{- return('monotonically_increasing_id()' if order_by is none else order_by) -}}
{% endmacro %}
