{#-
  Sampled records as a table with the columns of the sensitive one.

  Returns SQL with `synthetic_id` and the columns of the table under their own names: text, or a
  sorted list of text if a record may hold several values; null if a record has no value.

  Arguments: relations made by `sample_records` or `sample_aggregates`, `report_attributes` and `report_columns`.
-#}
{% macro decode_records(sampled_records, reported_attributes, reported_columns) %}
    {%- set parts = (synthetic_showcase._reported_columns(reported_columns) | batch(100) | list) or [[]] %}
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
{%- for part in parts %}
decoded_{{ loop.index }} as (
    {{ synthetic_showcase._turned('sampled_values', 'alike_id', part, parts | length == 1) }}
),
{%- endfor %}

final as (
    select
        sampled.synthetic_id
        {%- for part in parts %}
        {%- set here = 'decoded_' ~ loop.index %}
        {%- for column in part %},
        {{ here }}.{{ synthetic_showcase._name(column.name) }}
        {%- endfor %}
        {%- endfor %}
    from {{ sampled_records }} as sampled
    inner join alike on sampled.attribute_ids = alike.attribute_ids
    {%- for part in parts %}
    left join decoded_{{ loop.index }} on alike.alike_id = decoded_{{ loop.index }}.alike_id
    {%- endfor %}
)

select * from final
{% endmacro %}
