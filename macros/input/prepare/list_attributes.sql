{#-
  The attributes of a table of records, with their support.

  Returns SQL with `attribute_id` (integer, from 0, in the order of column name and value),
  `column_name`, `value`, `support` (number of records that hold it).

  Arguments: records, the relation made by `prepare_records`.
-#}
{% macro list_attributes(records) %}
with

-- one row per value of a record
cells as (
    {{ synthetic_showcase._cells(records, 'record_id') }}
),

-- the support of each attribute
counted as (
    select column_name, value, count(*) as support
    from cells
    group by column_name, value
),

final as (
    select
        cast(row_number() over (order by column_name, value) - 1 as integer) as attribute_id,
        column_name,
        value,
        support
    from counted
)

select * from final
{% endmacro %}
