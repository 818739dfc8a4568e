{#- A SQL text literal. DuckDB doubles a quote inside it; Spark escapes quotes and backslashes. -#}
{% macro _text(value) %}
    {{- return(adapter.dispatch('_text', 'synthetic_showcase')(value)) -}}
{% endmacro %}

{% macro default___text(value) %}
    {{- return("'" ~ (value | string | replace("'", "''")) ~ "'") -}}
{% endmacro %}

{#- Spark reads a backslash in a literal as an escape, so a backslash has to be doubled. -#}
{% macro spark___text(value) %}
    {{- return("'" ~ (value | string | replace('\\', '\\\\') | replace("'", "\\'")) ~ "'") -}}
{% endmacro %}
