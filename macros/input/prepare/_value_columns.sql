{#- The columns of a relation of wide records, without its id column: a list of {name, is_list}. -#}
{% macro _value_columns(records, id) %}
    {%- set columns = [] -%}
    {%- if execute and load_relation(records) is not none -%}
        {%- for column in adapter.get_columns_in_relation(records) if column.name != id -%}
            {%- do columns.append({'name': column.name, 'is_list': column.data_type.endswith('[]') or column.data_type.startswith('array<')}) -%}
        {%- endfor -%}
    {%- endif -%}
    {{ return(columns) }}
{% endmacro %}
