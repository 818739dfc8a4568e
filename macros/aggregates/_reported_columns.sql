{#- The rows of a relation made by `report_columns` as a list of {name, delimiter, is_list}, in order. -#}
{% macro _reported_columns(reported_columns) %}
    {%- set columns = [] -%}
    {%- if execute and load_relation(reported_columns) is not none -%}
        {%- for row in run_query('select column_name, delimiter from ' ~ reported_columns ~ ' order by position').rows -%}
            {%- do columns.append({'name': row['column_name'], 'delimiter': row['delimiter'], 'is_list': row['delimiter'] is not none}) -%}
        {%- endfor -%}
    {%- endif -%}
    {{ return(columns) }}
{% endmacro %}
