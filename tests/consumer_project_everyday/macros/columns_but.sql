{% macro columns_but(relation, except=[]) %}
    {%- set kept = [] -%}
    {%- for column in adapter.get_columns_in_relation(relation) if column.name not in except -%}
        {%- do kept.append(adapter.quote(column.name)) -%}
    {%- endfor -%}
    {{ return(kept | join(', ') if execute else '*') }}
{% endmacro %}
