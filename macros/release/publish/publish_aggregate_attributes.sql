{#-
  The published aggregates in long form, for filters in BI tools.

  Returns SQL with `combination_id`, `column_name`, `value`, `attribute` (`column:value`, escaped), one row per
  attribute of a combination.

  Arguments: relations made by `report_aggregates`, `report_attributes` and `summarize_checks`.
-#}
{% macro publish_aggregate_attributes(reported_aggregates, reported_attributes, checks) %}
with

-- true if no check has findings, else an error that names those that do
checked as (
    {{ synthetic_showcase._checks_passed(checks) }}
),

members as (
    select combination_id, {{ synthetic_showcase._unnest('attribute_ids') }} as attribute_id
    from {{ reported_aggregates }}
    where (select checked.passed from checked)
),

final as (
    select members.combination_id, attributes.column_name, attributes.value, attributes.attribute
    from members
    inner join {{ reported_attributes }} as attributes on members.attribute_id = attributes.attribute_id
)

select * from final
order by combination_id, column_name, value
{% endmacro %}
