{#-
  SQL for an empty list. DuckDB: a cast of []; Spark: a cast of array(). Argument: its type, varchar[] or integer[].
-#}
{% macro _empty_list(type) %}
    {{- return('cast(' ~ synthetic_showcase._list() ~ ' as ' ~ synthetic_showcase._type(type) ~ ')') -}}
{% endmacro %}
