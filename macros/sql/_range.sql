{#- SQL for the list of the whole numbers from one up to another, which is not in it. -#}
{% macro _range(first, behind) %}
    {{- return(adapter.dispatch('_range', 'synthetic_showcase')(first, behind)) -}}
{% endmacro %}

{% macro default___range(first, behind) %}
    {{- return('range(' ~ first ~ ', ' ~ behind ~ ')') -}}
{% endmacro %}

{% macro spark___range(first, behind) %}
    {{- return('sequence(' ~ first ~ ', ' ~ (behind - 1) ~ ')') -}}
{% endmacro %}
