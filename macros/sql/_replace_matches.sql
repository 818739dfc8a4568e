{#-
  SQL for a text in which every match of a regular expression is replaced. In `instead`, `\1` is the first group. DuckDB:
  regexp_replace with the option g; Spark: regexp_replace, where a group is `$1`. Arguments: text, SQL; pattern, instead.
-#}
{% macro _replace_matches(text, pattern, instead) %}
    {{- return(adapter.dispatch('_replace_matches', 'synthetic_showcase')(text, pattern, instead)) -}}
{% endmacro %}

{% macro default___replace_matches(text, pattern, instead) %}
    {{- return('regexp_replace(' ~ text ~ ', ' ~ synthetic_showcase._text(pattern) ~ ', ' ~ synthetic_showcase._text(instead) ~ ", 'g')") -}}
{% endmacro %}

{% macro spark___replace_matches(text, pattern, instead) %}
    {{- return('regexp_replace(' ~ text ~ ', ' ~ synthetic_showcase._text(pattern) ~ ', ' ~ synthetic_showcase._text(instead | replace('\\', '$')) ~ ')') -}}
{% endmacro %}
