{#-
  Every node of the graph that lands in the zone `published`: in the schema of those that ask for the
  schema `showcase_published_schema`, whoever's model it is and whatever it is configured as.
-#}
{% macro _published_nodes() %}
    {%- set wanted = synthetic_showcase._option('published_schema') | lower -%}
    {%- set schemas = [] -%}
    {%- for node in graph.nodes.values() if (node.config.get('schema') or '') | lower == wanted -%}
        {%- do schemas.append(node.schema | lower) -%}
    {%- endfor -%}
    {%- set found = [] -%}
    {%- for node in graph.nodes.values() | sort(attribute='unique_id')
        if node.resource_type in ['model', 'seed', 'snapshot'] and node.schema | lower in schemas -%}
        {%- do found.append(node) -%}
    {%- endfor -%}
    {{ return(found) }}
{% endmacro %}
