{#-
  Unique ids of the nodes that one run has to build so that it may publish: what is published and all
  that it is made from, back to the models that read the sensitive table, and the records of
  governance. What comes before `prepare_records`, and hierarchies, may be from an earlier run.
-#}
{% macro _release_nodes(published) %}
    {%- set readers = ['macro.synthetic_showcase.prepare_records', 'macro.synthetic_showcase.generalize_values'] -%}
    {%- set found = published | map(attribute='unique_id') | list -%}
    {%- for node in graph.nodes.values() if node.resource_type == 'model' and node.fqn[:2] == ['synthetic_showcase', 'governance'] -%}
        {%- do found.append(node.unique_id) -%}
    {%- endfor -%}
    {#- Loops over a list that grows meanwhile: ancestors are appended as they are found. -#}
    {%- for id in found -%}
        {%- set node = graph.nodes.get(id) -%}
        {%- if node is not none and not node.depends_on.macros | select('in', readers) | list -%}
            {%- for parent in node.depends_on.nodes
                if parent not in found and parent.split('.')[0] in ['model', 'snapshot'] and parent in graph.nodes -%}
                {%- do found.append(parent) -%}
            {%- endfor -%}
        {%- endif -%}
    {%- endfor -%}
    {{ return(found) }}
{% endmacro %}
