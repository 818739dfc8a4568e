{#- The neighbour relation of differential privacy, in words: what may differ between two tables. -#}
{% macro _neighbour_relation() %}
    {{- return('one whole subject, with all of its rows and values, added or removed') -}}
{% endmacro %}
