{#- A quoted identifier, whatever characters the name has. DuckDB: double quotes; Spark: backticks. -#}
{% macro _name(value) %}
    {{- return(adapter.dispatch('_name', 'synthetic_showcase')(value)) -}}
{% endmacro %}

{% macro default___name(value) %}
    {{- return('"' ~ (value | replace('"', '""')) ~ '"') -}}
{% endmacro %}

{% macro spark___name(value) %}
    {{- return('`' ~ (value | replace('`', '``')) ~ '`') -}}
{% endmacro %}
