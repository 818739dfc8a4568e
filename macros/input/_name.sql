{#- A quoted SQL name, whatever characters are in it. -#}
{% macro _name(value) %}
    {{- return('"' ~ (value | replace('"', '""')) ~ '"') -}}
{% endmacro %}
