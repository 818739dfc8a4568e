{#- Names of the columns of a relation of wide records, without its id. -#}
{% macro _value_columns(records, id) %}
    {%- set names = [] -%}
    {%- if execute and load_relation(records) is not none -%}
        {%- for column in adapter.get_columns_in_relation(records) if column.name != id -%}
            {%- do names.append(column.name) -%}
        {%- endfor -%}
    {%- endif -%}
    {{ return(names) }}
{% endmacro %}
