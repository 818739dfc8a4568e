{#- SQL for a list of distinct whole numbers without its nulls. DuckDB: list_filter; Spark: array_except. -#}
{% macro _without_nulls(list) %}
    {{- return(adapter.dispatch('_without_nulls', 'synthetic_showcase')(list)) -}}
{% endmacro %}

{% macro default___without_nulls(list) %}
    {{- return('list_filter(' ~ list ~ ', lambda a: a is not null)') -}}
{% endmacro %}

{#- Not filter, because Spark allows no subquery in its argument, and the list may contain one. -#}
{% macro spark___without_nulls(list) %}
    {{- return('array_except(' ~ list ~ ', array(cast(null as int)))') -}}
{% endmacro %}
