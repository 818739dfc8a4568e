{#- SQL, for a select list, for all columns but some. DuckDB: * exclude (...); Spark: * except (...). -#}
{% macro _except(columns) %}
    {{- return(adapter.dispatch('_except', 'synthetic_showcase')(columns)) -}}
{% endmacro %}

{% macro default___except(columns) %}
    {{- return('* exclude (' ~ columns | join(', ') ~ ')') -}}
{% endmacro %}

{% macro spark___except(columns) %}
    {{- return('* except (' ~ columns | join(', ') ~ ')') -}}
{% endmacro %}
