{#- SQL for a list in ascending order: numbers by size, text by its bytes. -#}
{% macro _list_sort(list) %}
    {{- return(adapter.dispatch('_list_sort', 'synthetic_showcase')(list)) -}}
{% endmacro %}

{% macro default___list_sort(list) %}
    {{- return('list_sort(' ~ list ~ ')') -}}
{% endmacro %}

{#- Spark's array_sort compares by a function that it interprets; sort_array does not, and nulls are not among the items. -#}
{% macro spark___list_sort(list) %}
    {{- return('sort_array(' ~ list ~ ')') -}}
{% endmacro %}
