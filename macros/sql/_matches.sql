{#-
  SQL for whether a regular expression matches somewhere in a text. DuckDB: regexp_matches; Spark: rlike. Both arguments
  are SQL. The expression has to mean the same in RE2 and in Java.
-#}
{% macro _matches(text, pattern) %}
    {{- return(adapter.dispatch('_matches', 'synthetic_showcase')(text, pattern)) -}}
{% endmacro %}

{% macro default___matches(text, pattern) %}
    {{- return('regexp_matches(' ~ text ~ ', ' ~ pattern ~ ')') -}}
{% endmacro %}

{% macro spark___matches(text, pattern) %}
    {{- return('(' ~ text ~ ' rlike ' ~ pattern ~ ')') -}}
{% endmacro %}
