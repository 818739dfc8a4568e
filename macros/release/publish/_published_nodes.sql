{#-
  All nodes in the schema that is published, to whichever project they belong: the schema is that of the nodes
  configured with `showcase_published_schema`, and a node counts however it got there.
-#}
{% macro _published_nodes() %}
    {%- set wanted = synthetic_showcase._option('published_schema') | lower -%}
    {#- dbt makes a dictionary of each node at each look at the graph, so one look has to do. -#}
    {%- set nodes = graph.nodes.values() | list -%}
    {%- set schemas = [] -%}
    {%- for node in nodes if (node.config.get('schema') or '') | lower == wanted -%}
        {%- do schemas.append(node.schema | lower) -%}
    {%- endfor -%}
    {%- set found = [] -%}
    {%- for node in nodes | sort(attribute='unique_id')
        if node.resource_type in ['model', 'seed', 'snapshot'] and node.schema | lower in schemas -%}
        {%- do found.append(node) -%}
    {%- endfor -%}
    {{ return(found) }}
{% endmacro %}
