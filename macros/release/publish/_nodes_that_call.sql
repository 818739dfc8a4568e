{#- The nodes whose SQL calls a given public macro of the package. -#}
{% macro _nodes_that_call(macro, nodes) %}
    {%- set found = [] -%}
    {%- for node in nodes if 'macro.synthetic_showcase.' ~ macro in node.depends_on.macros -%}
        {%- do found.append(node) -%}
    {%- endfor -%}
    {{ return(found) }}
{% endmacro %}
