{#-
  SQL for a text as a double, or null if it is no number. DuckDB: try_cast; Spark: try_cast of texts that DuckDB would
  accept too.
-#}
{% macro _number(text) %}
    {{- return(adapter.dispatch('_number', 'synthetic_showcase')(text)) -}}
{% endmacro %}

{% macro default___number(text) %}
    {{- return('try_cast(' ~ text ~ ' as double)') -}}
{% endmacro %}

{#- Spark would read 5d and 5f as numbers. -#}
{% macro spark___number(text) %}
    {{- return('case when ' ~ text ~ " rlike '^ *[-+]?([0-9]+[.]?[0-9]*|[.][0-9]+)([eE][-+]?[0-9]+)? *$' then try_cast(" ~ text ~ ' as double) end') -}}
{% endmacro %}
