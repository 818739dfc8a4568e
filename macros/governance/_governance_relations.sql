{#- The relations of the models in governance, by name without the prefix. -#}
{% macro _governance_relations() %}
    {%- set relations = {} -%}
    {%- for node in graph.nodes.values() if node.resource_type == 'model' and node.fqn[:2] == ['synthetic_showcase', 'governance'] -%}
        {%- do relations.update({node.name.removeprefix('showcase_'): api.Relation.create(database=node.database, schema=node.schema, identifier=node.alias)}) -%}
    {%- endfor -%}
    {{ return(relations) }}
{% endmacro %}
