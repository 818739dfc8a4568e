{#- SQL for the items of a list of text as one text. DuckDB: array_to_string; Spark: array_join. Arguments are SQL.
-#}
{% macro _list_join(list, delimiter) %}
    {{- return(adapter.dispatch('_list_join', 'synthetic_showcase')(list, delimiter)) -}}
{% endmacro %}

{% macro default___list_join(list, delimiter) %}
    {{- return('array_to_string(' ~ list ~ ', ' ~ delimiter ~ ')') -}}
{% endmacro %}

{% macro spark___list_join(list, delimiter) %}
    {{- return('array_join(' ~ list ~ ', ' ~ delimiter ~ ')') -}}
{% endmacro %}
