{#- SQL that raises an error with a message (SQL). DuckDB: error; Spark: raise_error. -#}
{% macro _stop(message) %}
    {{- return(adapter.dispatch('_stop', 'synthetic_showcase')(message)) -}}
{% endmacro %}

{% macro default___stop(message) %}
    {{- return('error(' ~ message ~ ')') -}}
{% endmacro %}

{% macro spark___stop(message) %}
    {{- return('raise_error(' ~ message ~ ')') -}}
{% endmacro %}
