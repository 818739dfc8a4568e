{#- The unique ids of the models, seeds, snapshots and sources from which `showcase_labels` takes labels of values. -#}
{% macro _label_nodes() %}
    {%- set named, found = [], [] -%}
    {%- for entry in synthetic_showcase._option('labels').values() if entry is mapping and entry.values_from is string -%}
        {%- do named.append(entry.values_from) -%}
    {%- endfor -%}
    {%- for node in graph.nodes.values() if node.resource_type in ['model', 'seed', 'snapshot'] and node.name in named -%}
        {%- do found.append(node.unique_id) -%}
    {%- endfor -%}
    {%- for node in graph.sources.values() if node.source_name ~ '.' ~ node.name in named -%}
        {%- do found.append(node.unique_id) -%}
    {%- endfor -%}
    {{ return(found) }}
{% endmacro %}
