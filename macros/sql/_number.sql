{#- SQL for the number that a text says, as a double, or null where it says none. -#}
{% macro _number(text) %}
    {{- return(adapter.dispatch('_number', 'synthetic_showcase')(text)) -}}
{% endmacro %}

{% macro default___number(text) %}
    {{- return('try_cast(' ~ text ~ ' as double)') -}}
{% endmacro %}

{#- Spark would take 5d and 5f for numbers. -#}
{% macro spark___number(text) %}
    {{- return('case when ' ~ text ~ " rlike '^ *[-+]?([0-9]+[.]?[0-9]*|[.][0-9]+)([eE][-+]?[0-9]+)? *$' then try_cast(" ~ text ~ ' as double) end') -}}
{% endmacro %}
