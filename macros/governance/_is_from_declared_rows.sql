{#-
  Whether a node is made from rows that were declared to be subjects, which a comment in the SQL of one of its
  ancestors shows.
-#}
{% macro _is_from_declared_rows(node, results) %}
    {%- set ran = {} -%}
    {%- for result in results -%}
        {%- do ran.update({result.node.unique_id: result.node}) -%}
    {%- endfor -%}
    {%- set walked = [node.unique_id] -%}
    {#- Loops over a list that grows meanwhile: ancestors are appended as they are found. -#}
    {%- for id in walked if id in ran and ran[id].resource_type == 'model' -%}
        {%- if synthetic_showcase._declared_rows() in (ran[id].compiled_code or '') -%}
            {{ return(true) }}
        {%- endif -%}
        {%- for parent in ran[id].depends_on.nodes if parent not in walked -%}
            {%- do walked.append(parent) -%}
        {%- endfor -%}
    {%- endfor -%}
    {{ return(false) }}
{% endmacro %}
