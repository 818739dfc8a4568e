{#- The models, at a node or before it, that read a sensitive table with `prepare_records`. -#}
{% macro _readers_of(node) %}
    {%- set walked = [node.unique_id] -%}
    {%- set readers = [] -%}
    {#- dbt makes a dictionary of each node at each look at the graph, so one look has to do. -#}
    {%- set nodes = dict(graph.nodes.items()) -%}
    {#- Loops over a list that grows meanwhile: ancestors are appended as they are found. -#}
    {%- for id in walked if id in nodes and nodes[id].resource_type == 'model' -%}
        {%- set each = nodes[id] -%}
        {%- if 'macro.synthetic_showcase.prepare_records' in each.depends_on.macros -%}
            {%- do readers.append(each) -%}
        {%- else -%}
            {%- do walked.extend(each.depends_on.nodes | reject('in', walked)) -%}
        {%- endif -%}
    {%- endfor -%}
    {{ return(readers) }}
{% endmacro %}
