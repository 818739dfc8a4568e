{#-
  The groups of people that a reader of the synthetic records will not find. Sensitive.

  Returns SQL with `reason` (`rare value`: fewer than `resolution` records hold it; `lost in synthesis`:
  frequent, but in no synthetic record), `length`, `attribute_ids`, `selections`, `sensitive_count`,
  `reported_count` (null if not reported). Only the smallest combinations are listed: those of which no part is
  erased.

  Arguments: relations made by `compare_combinations` and `list_attributes`; resolution defaults to the variable.
-#}
{% macro find_erased_groups(combination_comparison, attributes, resolution=none) %}
    {%- set resolution = synthetic_showcase._option('reporting_resolution', resolution) %}
with

lost as (
    select length, attribute_ids, sensitive_count, nullif(reported_count, 0) as reported_count
    from {{ combination_comparison }}
    where synthetic_count = 0
),

-- each erased combination with its parts, each of which lacks one of its attributes
parts as (
    select attribute_ids, {{ synthetic_showcase._list_filter('attribute_ids', 'a', 'a <> taken') }} as part
    from (select attribute_ids, {{ synthetic_showcase._unnest('attribute_ids') }} as taken from lost where length > 1)
),

erased as (
    select 'lost in synthesis' as reason, *
    from lost
    where attribute_ids not in (
        select parts.attribute_ids
        from parts
        inner join lost as smaller on parts.part = smaller.attribute_ids
    )
    union all
    select
        'rare value' as reason,
        1 as length,
        {{ synthetic_showcase._list(['attribute_id']) }} as attribute_ids,
        support as sensitive_count,
        null as reported_count
    from {{ attributes }}
    where support < {{ resolution }}
),

{{ synthetic_showcase._texts_of('erased', attributes) }},

final as (
    select erased.reason, erased.length, erased.attribute_ids, texts.selections, erased.sensitive_count, erased.reported_count
    from erased
    inner join texts on erased.attribute_ids = texts.attribute_ids
    order by erased.sensitive_count desc, erased.length, erased.attribute_ids
)

select * from final
{% endmacro %}
