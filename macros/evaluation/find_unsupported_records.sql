{#-
  Finding: synthetic records whose whole combination fewer than `resolution` sensitive records hold.
  It looks at the values that are to be published, and counts with `count_support`, not with the sampler.

  Returns SQL with `synthetic_id`, `support`; empty where the guarantee holds. A record without any
  value is a finding too (support null).

  Arguments:
    synthetic_records: relation made by `decode_records`.
    attributes, record_attributes: relations made by `list_attributes` and `encode_records`.
    resolution: defaults to `showcase_reporting_resolution`.
-#}
{% macro find_unsupported_records(synthetic_records, attributes, record_attributes, resolution=none) %}
    {%- set resolution = synthetic_showcase._option('reporting_resolution', resolution) -%}
with

synthetic_cells as (
    {{ synthetic_showcase._cells(synthetic_records, 'synthetic_id') }}
),

-- a value that the sensitive table does not have gets an id that no record holds
encoded as (
    select
        cells.synthetic_id,
        coalesce(attributes.attribute_id, cast((select count(*) from {{ attributes }}) as integer)) as attribute_id
    from synthetic_cells as cells
    left join {{ attributes }} as attributes
        on cells.column_name = attributes.column_name and cells.value = attributes.value
),

combinations as (
    select synthetic_id, list(attribute_id order by attribute_id) as attribute_ids
    from encoded
    group by synthetic_id
),

supports as (
    {{ synthetic_showcase.count_support(record_attributes, 'combinations') }}
),

final as (
    select records.synthetic_id, supports.support
    from {{ synthetic_records }} as records
    left join combinations on records.synthetic_id = combinations.synthetic_id
    left join supports on combinations.attribute_ids = supports.attribute_ids
    where coalesce(supports.support, 0) < {{ resolution }}
)

select * from final
{% endmacro %}
