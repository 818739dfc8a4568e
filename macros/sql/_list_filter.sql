{#- SQL for the items of a list for which a condition is true. Arguments: SQL for the list; the name of an item; SQL for the condition. -#}
{% macro _list_filter(list, item, condition) %}
    {{- return(adapter.dispatch('_list_filter', 'synthetic_showcase')(list, item, condition)) -}}
{% endmacro %}

{% macro default___list_filter(list, item, condition) %}
    {{- return('list_filter(' ~ list ~ ', lambda ' ~ item ~ ': ' ~ condition ~ ')') -}}
{% endmacro %}

{% macro spark___list_filter(list, item, condition) %}
    {{- return('filter(' ~ list ~ ', ' ~ item ~ ' -> ' ~ condition ~ ')') -}}
{% endmacro %}
