{#- SQL for a list of items, each of them SQL; `separator` also says how to break the lines. -#}
{% macro _list(items=[], separator=', ') %}
    {{- return(adapter.dispatch('_list', 'synthetic_showcase')(items | join(separator))) -}}
{% endmacro %}

{% macro default___list(items) %}
    {{- return('[' ~ items ~ ']') -}}
{% endmacro %}

{% macro spark___list(items) %}
    {{- return('array(' ~ items ~ ')') -}}
{% endmacro %}
