{#- SQL for all cells as the one list that the Python functions take. `cells` has record_id, attribute_id. -#}
{% macro _cell_list(cells) %}
    select list(struct_pack(record_id := record_id, attribute_id := attribute_id)) as cells
    from {{ cells }}
{%- endmacro %}
