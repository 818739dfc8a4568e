{#-
  The unique ids of the nodes that are sensitive in themselves: what `prepare_records` makes, everything that it is made
  from, and secrets such as keys.
-#}
{% macro _sensitive_nodes() %}
    {#- Loops over a list that grows meanwhile: ancestors are appended as they are found. -#}
    {%- set readers = synthetic_showcase._nodes_that_call('prepare_records', graph.nodes.values()) | map(attribute='unique_id') | list -%}
    {%- set sensitive = readers | list -%}
    {%- for id in sensitive if id in graph.nodes -%}
        {%- set node = graph.nodes[id] -%}
        {%- for parent in (synthetic_showcase._input_nodes(node) if id in readers else node.get('depends_on', {}).get('nodes', [])) if parent not in sensitive -%}
            {%- do sensitive.append(parent) -%}
        {%- endfor -%}
    {%- endfor -%}
    {%- for macro in ['draw_key', 'draw_salt'] -%}
        {%- do sensitive.extend(synthetic_showcase._nodes_that_call(macro, graph.nodes.values()) | map(attribute='unique_id')) -%}
    {%- endfor -%}
    {{ return(sensitive) }}
{% endmacro %}
