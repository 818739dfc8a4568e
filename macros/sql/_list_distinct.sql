{#- SQL for a list with each of its items once, nulls aside. -#}
{% macro _list_distinct(list) %}
    {{- return(adapter.dispatch('_list_distinct', 'synthetic_showcase')(list)) -}}
{% endmacro %}

{% macro default___list_distinct(list) %}
    {{- return('list_distinct(' ~ list ~ ')') -}}
{% endmacro %}

{% macro spark___list_distinct(list) %}
    {{- return('array_distinct(' ~ list ~ ')') -}}
{% endmacro %}
