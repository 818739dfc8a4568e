{#- SQL for the number of a row, from 1, in the order of some columns, as a bigint. -#}
{% macro _rank(order_by) %}
    {{- return(adapter.dispatch('_rank', 'synthetic_showcase')(order_by)) -}}
{% endmacro %}

{% macro default___rank(order_by) %}
    {{- return('row_number() over (order by ' ~ order_by ~ ')') -}}
{% endmacro %}

{% macro spark___rank(order_by) %}
    {{- return('cast(row_number() over (order by ' ~ order_by ~ ') as bigint)') -}}
{% endmacro %}
