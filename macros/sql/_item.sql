{#- SQL for the item of a list at a place, from 1; null where the list is shorter. -#}
{% macro _item(list, place) %}
    {{- return(adapter.dispatch('_item', 'synthetic_showcase')(list, place)) -}}
{% endmacro %}

{% macro default___item(list, place) %}
    {{- return(list ~ '[' ~ place ~ ']') -}}
{% endmacro %}

{% macro spark___item(list, place) %}
    {{- return('get(' ~ list ~ ', ' ~ (place - 1) ~ ')') -}}
{% endmacro %}
