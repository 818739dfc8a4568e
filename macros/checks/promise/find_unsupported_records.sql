{#-
  Finding: synthetic records whose whole combination fewer than `resolution` sensitive records hold.
  It reads the values that are to be published and counts with `count_support`, so it does not rely on the sampler.

  Returns SQL with `synthetic_id`, `support`; no rows if the guarantee holds. A record without any
  value is a finding too (support null).

  Arguments:
    synthetic_records: relation made by `decode_records`.
    attributes, distinct_records: relations made by `list_attributes` and `merge_records`.
    resolution: defaults to `showcase_reporting_resolution`.
-#}
{% macro find_unsupported_records(synthetic_records, attributes, distinct_records, resolution=none) %}
    {%- set resolution = synthetic_showcase._option('reporting_resolution', resolution) -%}
with

-- a value that the sensitive table lacks gets a number that no record holds, so that it counts as unsupported
combinations as (
    {{ synthetic_showcase.encode_records(
        synthetic_records, attributes, id='synthetic_id',
        unknown='cast((select count(*) from ' ~ attributes ~ ') as integer)'
    ) }}
),

supports as (
    {{ synthetic_showcase.count_support(distinct_records, 'combinations') }}
),

final as (
    select records.synthetic_id, supports.support
    from {{ synthetic_records }} as records
    left join combinations on records.synthetic_id = combinations.record_id
    left join supports on combinations.attribute_ids = supports.attribute_ids
    where coalesce(supports.support, 0) < {{ resolution }}
)

select * from final
{% endmacro %}
