{#-
  Sampled records as a table like the sensitive one.

  Returns SQL with `synthetic_id` and the columns of `records` under their own names, as text, null
  where a record says nothing.

  Arguments:
    sampled_records: relation made by `sample_records`.
    reported_attributes: relation made by `report_attributes`.
    records: relation made by `prepare_records`, for the names of its columns alone.
-#}
{% macro decode_records(sampled_records, reported_attributes, records) %}
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
        {%- for name in synthetic_showcase._value_columns(records, 'record_id') %},
        max(value) filter (where column_name = {{ synthetic_showcase._text(name) }}) as {{ synthetic_showcase._name(name) }}
        {%- endfor %}
    from sampled_values
    group by synthetic_id
)

select * from final
{% endmacro %}
