{#-
  SQL for the number of each record: from 0, in the order of the table or of `order_by`. On Spark the numbers ascend
  too, but have gaps: to close these, all records would have to go through one task.
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
