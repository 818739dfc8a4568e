{#- SQL, for a select list, that gives one row per item of a list. DuckDB: unnest; Spark: explode. -#}
{% macro _unnest(list) %}
    {{- return(adapter.dispatch('_unnest', 'synthetic_showcase')(list)) -}}
{% endmacro %}

{% macro default___unnest(list) %}
    {{- return('unnest(' ~ list ~ ')') -}}
{% endmacro %}

{% macro spark___unnest(list) %}
    {{- return('explode(' ~ list ~ ')') -}}
{% endmacro %}
