{#- A quoted SQL name, whatever characters are in it. -#}
{% macro _name(value) %}
    {{- return(adapter.dispatch('_name', 'synthetic_showcase')(value)) -}}
{% endmacro %}

{% macro default___name(value) %}
    {{- return('"' ~ (value | replace('"', '""')) ~ '"') -}}
{% endmacro %}

{% macro spark___name(value) %}
    {{- return('`' ~ (value | replace('`', '``')) ~ '`') -}}
{% endmacro %}
