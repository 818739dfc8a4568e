{#-
  How useful the synthetic records are for one-way and two-way tables, compared with the reported counts. It may be
  published, because it is computed from two protected tables.

  Returns SQL with the columns of `evaluate_columns`, with reported counts in the place of sensitive ones.

  Arguments:
    reported_aggregates, reported_attributes: relations made by `report_aggregates` and `report_attributes`.
    synthetic_combination_counts: relation made by `count_combinations` over the synthetic records.
    checks: relation made by `summarize_checks`.
-#}
{% macro publish_quality_of_columns(reported_aggregates, reported_attributes, synthetic_combination_counts, checks) %}
with

-- true if no check has findings, else an error that names those that do
checked as (
    {{ synthetic_showcase._checks_passed(checks) }}
),

counts as (
    select
        reported.length,
        reported.attribute_ids,
        reported.reported_count as wanted,
        coalesce(synthetic.support, 0) as got
    from {{ reported_aggregates }} as reported
    left join {{ synthetic_combination_counts }} as synthetic on reported.attribute_ids = synthetic.attribute_ids
    where (select checked.passed from checked)
),

final as (
    {{ synthetic_showcase._quality_of_columns('counts', reported_attributes) }}
)

select * from final
order by column_1, column_2 nulls first
{% endmacro %}
