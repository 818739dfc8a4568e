{#- A SQL text literal. -#}
{% macro _text(value) %}
    {{- return("'" ~ (value | string | replace("'", "''")) ~ "'") -}}
{% endmacro %}
