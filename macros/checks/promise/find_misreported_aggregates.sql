{#-
  Finding: reported counts that are not the support rounded down to a multiple of `resolution`, or are below
  `resolution`.

  Returns SQL with `combination_id`, `reported_count`, `sensitive_count`; no rows if all counts are right.

  Arguments: relations made by `report_aggregates` and `count_combinations`; resolution defaults to
  `showcase_reporting_resolution`.
-#}
{% macro find_misreported_aggregates(reported_aggregates, combination_counts, resolution=none) %}
    {%- set resolution = synthetic_showcase._option('reporting_resolution', resolution) -%}
with

final as (
    select reported.combination_id, reported.reported_count, counts.support as sensitive_count
    from {{ reported_aggregates }} as reported
    left join {{ combination_counts }} as counts on reported.attribute_ids = counts.attribute_ids
    where
        reported.reported_count < {{ resolution }}
        or reported.reported_count % {{ resolution }} <> 0
        or counts.support is null
        or counts.support - reported.reported_count not between 0 and {{ resolution }} - 1
)

select * from final
{% endmacro %}
