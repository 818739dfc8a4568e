{#-
  Sampled records as a table like the sensitive one.

  Returns SQL with `synthetic_id` and the columns of the table under their own names: text, or a
  sorted list of text where a record may hold several values; null where a record says nothing.

  Arguments: relations made by `sample_records` or `sample_aggregates`, `report_attributes` and `report_columns`.
-#}
{% macro decode_records(sampled_records, reported_attributes, reported_columns) %}
with

-- one row a value
sampled_values as (
    select sampled.synthetic_id, attributes.column_name, attributes.value
    from (
        select synthetic_id, unnest(attribute_ids) as attribute_id
        from {{ sampled_records }}
    ) as sampled
    inner join {{ reported_attributes }} as attributes on sampled.attribute_id = attributes.attribute_id
),

-- one column a column
final as (
    select
        synthetic_id
        {%- for column in synthetic_showcase._reported_columns(reported_columns) %},
        {{ 'max(value)' if column.delimiter is none else 'list(value order by value)' }} filter (where column_name = {{ synthetic_showcase._text(column.name) }}) as {{ synthetic_showcase._name(column.name) }}
        {%- endfor %}
    from sampled_values
    group by synthetic_id
)

select * from final
{% endmacro %}
