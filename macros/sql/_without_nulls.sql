{#- SQL for a list of whole numbers, each there once, without the nulls in it. -#}
{% macro _without_nulls(list) %}
    {{- return(adapter.dispatch('_without_nulls', 'synthetic_showcase')(list)) -}}
{% endmacro %}

{% macro default___without_nulls(list) %}
    {{- return('list_filter(' ~ list ~ ', lambda a: a is not null)') -}}
{% endmacro %}

{#- Spark allows no subquery in what is filtered by a function, and there may be one. -#}
{% macro spark___without_nulls(list) %}
    {{- return('array_except(' ~ list ~ ', array(cast(null as int)))') -}}
{% endmacro %}
