{#- The columns of a relation or of SQL for a from clause: a list of {name, type}, as the table spells them. -#}
{% macro _describe(source) %}
    {%- set columns = [] -%}
    {%- for row in run_query('describe select * from ' ~ source).rows -%}
        {%- do columns.append({'name': row['column_name'], 'type': row['column_type']}) -%}
    {%- endfor -%}
    {{ return(columns) }}
{% endmacro %}
