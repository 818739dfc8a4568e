{#- SQL, for a select list, that gives one row an item of a list. -#}
{% macro _unnest(list) %}
    {{- return(adapter.dispatch('_unnest', 'synthetic_showcase')(list)) -}}
{% endmacro %}

{% macro default___unnest(list) %}
    {{- return('unnest(' ~ list ~ ')') -}}
{% endmacro %}

{% macro spark___unnest(list) %}
    {{- return('explode(' ~ list ~ ')') -}}
{% endmacro %}
