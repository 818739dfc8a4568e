{#- A SQL text literal. -#}
{% macro _text(value) %}
    {{- return(adapter.dispatch('_text', 'synthetic_showcase')(value)) -}}
{% endmacro %}

{% macro default___text(value) %}
    {{- return("'" ~ (value | string | replace("'", "''")) ~ "'") -}}
{% endmacro %}

{#- In a literal of Spark a backslash stands for itself only where there are two. -#}
{% macro spark___text(value) %}
    {{- return("'" ~ (value | string | replace('\\', '\\\\') | replace("'", "\\'")) ~ "'") -}}
{% endmacro %}
