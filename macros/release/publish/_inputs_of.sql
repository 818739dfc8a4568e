{#-
  The names of the tables or files from which a node is made: the relations that its ancestors pass to
  `prepare_records`.
-#}
{% macro _inputs_of(node) %}
    {%- set inputs = [] -%}
    {%- for reader in synthetic_showcase._readers_of(node) -%}
        {%- for parent in synthetic_showcase._input_nodes(reader) -%}
            {%- do inputs.append((graph.nodes.get(parent) or graph.sources.get(parent)).name) -%}
        {%- else -%}
            {%- do inputs.append(synthetic_showcase._option('input_file').split('/')[-1]) -%}
        {%- endfor -%}
    {%- endfor -%}
    {{ return(inputs | unique | sort) }}
{% endmacro %}
