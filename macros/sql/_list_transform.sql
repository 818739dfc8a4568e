{#- SQL for what becomes of each item of a list. Arguments: SQL for the list; the name of an item; SQL for what it becomes. -#}
{% macro _list_transform(list, item, expression) %}
    {{- return(adapter.dispatch('_list_transform', 'synthetic_showcase')(list, item, expression)) -}}
{% endmacro %}

{% macro default___list_transform(list, item, expression) %}
    {{- return('list_transform(' ~ list ~ ', lambda ' ~ item ~ ': ' ~ expression ~ ')') -}}
{% endmacro %}

{% macro spark___list_transform(list, item, expression) %}
    {{- return('transform(' ~ list ~ ', ' ~ item ~ ' -> ' ~ expression ~ ')') -}}
{% endmacro %}
