{#-
  The unique ids of the nodes that one run has to build before it may publish: the published ones, all of their
  ancestors back to the models that read the sensitive table, the models of governance, and the checks. What `prepare_records`
  reads, and hierarchies, may come from an earlier run.
-#}
{% macro _release_nodes(published) %}
    {%- set readers = ['macro.synthetic_showcase.prepare_records', 'macro.synthetic_showcase.generalize_values'] -%}
    {#- dbt makes a dictionary of each node at each look at the graph, so one look has to do. -#}
    {%- set nodes = dict(graph.nodes.items()) -%}
    {%- set found = published | map(attribute='unique_id') | list -%}
    {%- for node in nodes.values() if node.resource_type == 'model' and node.fqn[:2] == ['synthetic_showcase', 'governance'] -%}
        {%- do found.append(node.unique_id) -%}
    {%- endfor -%}
    {%- do found.extend(synthetic_showcase._nodes_that_call('summarize_checks', nodes.values()) | map(attribute='unique_id') | reject('in', found) | list) -%}
    {#- Loops over a list that grows meanwhile: ancestors are appended as they are found. -#}
    {%- for id in found -%}
        {%- set node = nodes.get(id) -%}
        {%- if node is not none and not node.depends_on.macros | select('in', readers) | list -%}
            {%- for parent in node.depends_on.nodes
                if parent not in found and parent.split('.')[0] in ['model', 'snapshot'] and parent in nodes -%}
                {%- do found.append(parent) -%}
            {%- endfor -%}
        {%- endif -%}
    {%- endfor -%}
    {#- An ephemeral model is built as a part of those that read it. -#}
    {%- set built = [] -%}
    {%- for id in found if nodes.get(id, {}).get('config', {}).get('materialized') != 'ephemeral' -%}
        {%- do built.append(id) -%}
    {%- endfor -%}
    {{ return(built) }}
{% endmacro %}
