{#- SQL for the parts of a text between delimiters, as a list. Arguments: SQL for the text; the delimiter. -#}
{% macro _split(text, delimiter) %}
    {{- return(adapter.dispatch('_split', 'synthetic_showcase')(text, delimiter)) -}}
{% endmacro %}

{% macro default___split(text, delimiter) %}
    {{- return('string_split(' ~ text ~ ', ' ~ synthetic_showcase._text(delimiter) ~ ')') -}}
{% endmacro %}

{#- Spark splits by a pattern. -#}
{% macro spark___split(text, delimiter) %}
    {{- return('split(' ~ text ~ ', ' ~ synthetic_showcase._text(modules.re.escape(delimiter)) ~ ')') -}}
{% endmacro %}
