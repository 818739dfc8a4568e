{#- SQL for all cells of records as one list, which the attacks take. `records` has record_id, attribute_ids. -#}
{% macro _cell_list(records) %}
    select list(struct_pack(record_id := record_id, attribute_id := attribute_id)) as cells
    from (select record_id, unnest(attribute_ids) as attribute_id from {{ records }})
{%- endmacro %}
