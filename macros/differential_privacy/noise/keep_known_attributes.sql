{#-
  The attributes of each record. A value that is not among the public values of its column is left out.

  Returns SQL with `record_id`, `attribute_id`.

  Arguments: relations made by `encode_records`, `list_attributes` and `list_public_attributes`.
-#}
{% macro keep_known_attributes(record_attributes, attributes, public_attributes) %}
with

known as (
    select attributes.attribute_id
    from {{ attributes }} as attributes
    left join (select distinct column_name from {{ public_attributes }}) as columns on attributes.column_name = columns.column_name
    left join {{ public_attributes }} as named
        on attributes.column_name = named.column_name and attributes.value = named.value
    where columns.column_name is null or named.value is not null
),

final as (
    select cells.record_id, cells.attribute_id
    from (select record_id, unnest(attribute_ids) as attribute_id from {{ record_attributes }}) as cells
    inner join known on cells.attribute_id = known.attribute_id
)

select * from final
{% endmacro %}
