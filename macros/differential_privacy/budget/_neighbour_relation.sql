{#- The neighbour relation, in words. -#}
{% macro _neighbour_relation() %}
    {{- return('one whole subject, with all of its rows and values, added or removed') -}}
{% endmacro %}
