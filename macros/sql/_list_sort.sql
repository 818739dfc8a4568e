{#- SQL for a list in ascending order: numbers by size, text by its bytes. DuckDB: list_sort; Spark: sort_array. -#}
{% macro _list_sort(list) %}
    {{- return(adapter.dispatch('_list_sort', 'synthetic_showcase')(list)) -}}
{% endmacro %}

{% macro default___list_sort(list) %}
    {{- return('list_sort(' ~ list ~ ')') -}}
{% endmacro %}

{#- Not array_sort, whose comparing function Spark interprets and so is slow. The two differ in nulls, of which there are none. -#}
{% macro spark___list_sort(list) %}
    {{- return('sort_array(' ~ list ~ ')') -}}
{% endmacro %}
