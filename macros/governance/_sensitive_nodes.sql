{#-
  The unique ids of the nodes that are sensitive in themselves: what `prepare_records` makes, everything that it is made
  from, and secrets such as keys.
-#}
{% macro _sensitive_nodes() %}
    {#- dbt makes a dictionary of each node at each look at the graph, so one look has to do. -#}
    {%- set nodes = dict(graph.nodes.items()) -%}
    {#- Loops over a list that grows meanwhile: ancestors are appended as they are found. -#}
    {%- set readers = synthetic_showcase._nodes_that_call('prepare_records', nodes.values()) | map(attribute='unique_id') | list -%}
    {%- set sensitive = readers | list -%}
    {%- for id in sensitive if id in nodes -%}
        {%- set node = nodes[id] -%}
        {%- for parent in (synthetic_showcase._input_nodes(node) if id in readers else node.get('depends_on', {}).get('nodes', [])) if parent not in sensitive -%}
            {%- do sensitive.append(parent) -%}
        {%- endfor -%}
    {%- endfor -%}
    {%- for macro in ['draw_key', 'draw_salt'] -%}
        {%- do sensitive.extend(synthetic_showcase._nodes_that_call(macro, nodes.values()) | map(attribute='unique_id')) -%}
    {%- endfor -%}
    {{ return(sensitive) }}
{% endmacro %}
