{#-
  The unique ids of what a node that calls `prepare_records` reads as the sensitive table. Where spellings are merged, a
  model of this package also reads the labels of values.
-#}
{% macro _input_nodes(node) %}
    {%- set input = (synthetic_showcase._option('input_model') or '').split('.')[-1] -%}
    {%- set labels = [] -%}
    {%- for id in synthetic_showcase._label_nodes() if node.package_name == 'synthetic_showcase' and (synthetic_showcase._option('input_file') is not none or id.split('.')[-1] != input) -%}
        {%- do labels.append(id) -%}
    {%- endfor -%}
    {{ return(node.depends_on.nodes | reject('in', labels) | list) }}
{% endmacro %}
