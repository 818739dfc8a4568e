{#-
  Sampled records as a table with the columns of the sensitive one.

  Returns SQL with `synthetic_id` and the columns of the table under their own names: text, or a
  sorted list of text if a record may hold several values; null if a record has no value.

  Arguments: relations made by `sample_records` or `sample_aggregates`, `report_attributes` and `report_columns`.
-#}
{% macro decode_records(sampled_records, reported_attributes, reported_columns) %}
    {%- set columns = synthetic_showcase._reported_columns(reported_columns) %}
with

-- distinct records, so that equal ones are decoded once
alike as (
    select min(synthetic_id) as alike_id, attribute_ids
    from {{ sampled_records }}
    group by attribute_ids
),

-- one row per value
sampled_values as (
    select alike.alike_id, attributes.column_name, attributes.value
    from (
        select alike_id, {{ synthetic_showcase._unnest('attribute_ids') }} as attribute_id
        from alike
    ) as alike
    inner join {{ reported_attributes }} as attributes on alike.attribute_id = attributes.attribute_id
),

-- one row per distinct record, with a column for each column of the table
decoded as (
    select
        alike_id
        {%- for column in columns %},
        {%- set here = 'column_name = ' ~ synthetic_showcase._text(column.name) %}
        {{ 'max(value) filter (where ' ~ here ~ ')' if column.delimiter is none else synthetic_showcase._collect('value', where=here) }} as {{ synthetic_showcase._name(column.name) }}
        {%- endfor %}
    from sampled_values
    group by alike_id
),

final as (
    select
        sampled.synthetic_id
        {%- for column in columns %},
        decoded.{{ synthetic_showcase._name(column.name) }}
        {%- endfor %}
    from {{ sampled_records }} as sampled
    inner join alike on sampled.attribute_ids = alike.attribute_ids
    inner join decoded on alike.alike_id = decoded.alike_id
)

select * from final
{% endmacro %}
