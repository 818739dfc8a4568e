{#-
  Finding: rare combinations whose count can be worked out from the reported ones, to one of fewer than `min_interval`
  numbers, although it is not reported.

  Returns SQL with `length`, `attribute_ids`, `selections`, `least`, `most` (what can be worked out)
  and `support` (the true count in the sensitive table, 1 to k - 1).

  Arguments:
    inferred_counts, attributes, distinct_records: relations made by `infer_counts`,
      `list_attributes` and `merge_records`.
    min_interval: defaults to `showcase_min_interval`, and that to half of the resolution, at least 2.
    resolution: defaults to the variable.
-#}
{% macro find_pinned_combinations(inferred_counts, attributes, distinct_records, min_interval=none, resolution=none) %}
    {%- set resolution = synthetic_showcase._option('reporting_resolution', resolution) -%}
    {%- set min_interval = synthetic_showcase._min_interval(resolution, min_interval) %}
with

pinned as (
    select * from {{ inferred_counts }} where most - least + 1 < {{ min_interval }}
),

supports as (
    {{ synthetic_showcase.count_support(distinct_records, 'pinned') }}
),

{{ synthetic_showcase._texts_of('pinned', attributes) }},

final as (
    select pinned.length, pinned.attribute_ids, texts.selections, pinned.least, pinned.most, supports.support
    from pinned
    inner join supports on pinned.attribute_ids = supports.attribute_ids
    inner join texts on pinned.attribute_ids = texts.attribute_ids
    where supports.support between 1 and {{ resolution - 1 }}
)

select * from final
{% endmacro %}
