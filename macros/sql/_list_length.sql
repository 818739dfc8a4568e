{#- SQL for the number of items of a list. DuckDB: len; Spark: size. -#}
{% macro _list_length(list) %}
    {{- return(adapter.dispatch('_list_length', 'synthetic_showcase')(list)) -}}
{% endmacro %}

{% macro default___list_length(list) %}
    {{- return('len(' ~ list ~ ')') -}}
{% endmacro %}

{% macro spark___list_length(list) %}
    {{- return('size(' ~ list ~ ')') -}}
{% endmacro %}
