{#-
  SQL for a list. DuckDB: [...]; Spark: array(...). Arguments: items, SQL each; separator, what stands between items:
  a comma, and a line break if wanted.
-#}
{% macro _list(items=[], separator=', ') %}
    {{- return(adapter.dispatch('_list', 'synthetic_showcase')(items | join(separator))) -}}
{% endmacro %}

{% macro default___list(items) %}
    {{- return('[' ~ items ~ ']') -}}
{% endmacro %}

{% macro spark___list(items) %}
    {{- return('array(' ~ items ~ ')') -}}
{% endmacro %}
