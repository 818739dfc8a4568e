{#-
  Wide records in long form, with an id for each attribute.

  Returns SQL with `record_id` and `attribute_id` (integers), one row a cell; a cell whose attribute
  is not in `attributes` is left out.

  Arguments:
    records: relation of wide records: `id` and one text column for each column of the table.
    attributes: relation with `attribute_id`, `column_name`, `value`.
    id: name of the id column of `records`.
-#}
{% macro encode_records(records, attributes, id='record_id') %}
with

-- one row a cell that says something
cells as (
    {{ synthetic_showcase._cells(records, id) }}
),

final as (
    select
        cells.{{ id }} as record_id,
        attributes.attribute_id
    from cells
    inner join {{ attributes }} as attributes
        on cells.column_name = attributes.column_name and cells.value = attributes.value
)

select * from final
{% endmacro %}
