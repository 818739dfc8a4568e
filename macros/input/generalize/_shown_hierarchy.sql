{#- The hierarchy of a column as error messages show it: what the variable names, else the relation. -#}
{% macro _shown_hierarchy(column, hierarchy) %}
    {{ return({column: synthetic_showcase._lookup(synthetic_showcase._option('hierarchies'), column) or hierarchy | string}) }}
{% endmacro %}
