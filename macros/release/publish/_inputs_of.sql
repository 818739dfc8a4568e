{#-
  The names of the tables or files from which a node is made: the relations that its ancestors pass to
  `prepare_records`.
-#}
{% macro _inputs_of(node) %}
    {%- set walked = [node.unique_id] -%}
    {%- set inputs = [] -%}
    {#- Loops over a list that grows meanwhile: ancestors are appended as they are found. -#}
    {%- for id in walked if id in graph.nodes and graph.nodes[id].resource_type == 'model' -%}
        {%- set each = graph.nodes[id] -%}
        {%- set reads_input = 'macro.synthetic_showcase.prepare_records' in each.depends_on.macros -%}
        {%- set parents = synthetic_showcase._input_nodes(each) if reads_input else each.depends_on.nodes -%}
        {%- for parent in parents -%}
            {%- if reads_input -%}
                {%- do inputs.append((graph.nodes.get(parent) or graph.sources.get(parent)).name) -%}
            {%- elif parent not in walked -%}
                {%- do walked.append(parent) -%}
            {%- endif -%}
        {%- endfor -%}
        {%- if reads_input and not parents -%}
            {%- do inputs.append(synthetic_showcase._option('input_file').split('/')[-1]) -%}
        {%- endif -%}
    {%- endfor -%}
    {{ return(inputs | unique | sort) }}
{% endmacro %}
