{#-
  SQL for a text split at a delimiter, as a list. DuckDB: string_split; Spark: split. Arguments: text, SQL; delimiter.
-#}
{% macro _split(text, delimiter) %}
    {{- return(adapter.dispatch('_split', 'synthetic_showcase')(text, delimiter)) -}}
{% endmacro %}

{% macro default___split(text, delimiter) %}
    {{- return('string_split(' ~ text ~ ', ' ~ synthetic_showcase._text(delimiter) ~ ')') -}}
{% endmacro %}

{#- Spark splits by a regular expression, so the delimiter is escaped. -#}
{% macro spark___split(text, delimiter) %}
    {{- return('split(' ~ text ~ ', ' ~ synthetic_showcase._text(modules.re.escape(delimiter)) ~ ')') -}}
{% endmacro %}
