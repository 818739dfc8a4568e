{#- SQL for a text in which each match of a pattern is replaced. DuckDB: regexp_replace with g; Spark: regexp_replace. -#}
{% macro _replace_all(text, pattern, instead) %}
    {{- return(adapter.dispatch('_replace_all', 'synthetic_showcase')(
        text ~ ', ' ~ synthetic_showcase._text(pattern) ~ ', ' ~ synthetic_showcase._text(instead)
    )) -}}
{% endmacro %}

{% macro default___replace_all(arguments) %}
    {{- return('regexp_replace(' ~ arguments ~ ", 'g')") -}}
{% endmacro %}

{% macro spark___replace_all(arguments) %}
    {{- return('regexp_replace(' ~ arguments ~ ')') -}}
{% endmacro %}
