{#-
  How well the synthetic records preserve the reported counts, by group. It may be published, because it is computed
  from two protected tables.

  Returns SQL with the group (`length`, or `count_from`, the lower bound of a bucket 1, 2, 5, 10, ...
  of the reported count) and the measures of `evaluate`, with reported counts in the place of sensitive ones.

  Arguments:
    reported_aggregates: relation made by `report_aggregates`.
    synthetic_combination_counts: relation made by `count_combinations` over the synthetic records.
    by: `length` or `count`.
    checks: relation made by `summarize_checks`.
-#}
{% macro publish_quality(reported_aggregates, synthetic_combination_counts, by, checks) %}
    {%- set groups = {'length': 'reported.length', 'count': synthetic_showcase._count_bucket('reported.reported_count') ~ ' as count_from'} -%}
    {%- if by not in groups -%}
        {{ exceptions.raise_compiler_error('synthetic_showcase: publish_quality: `by` must be one of ' ~ groups | join(', ') ~ '; it is ' ~ by ~ '.') }}
    {%- endif %}
with

-- true if no check has findings, else an error that names those that do
checked as (
    {{ synthetic_showcase._checks_passed(checks) }}
),

compared as (
    select
        {{ groups[by] }},
        reported.reported_count,
        coalesce(synthetic.support, 0) as synthetic_count
    from {{ reported_aggregates }} as reported
    left join {{ synthetic_combination_counts }} as synthetic on reported.attribute_ids = synthetic.attribute_ids
    where (select checked.passed from checked)
),

final as (
    select
        {{ 'length' if by == 'length' else 'count_from' }},
        {{ synthetic_showcase._quality_measures('reported_count', 'synthetic_count') }}
    from compared
    group by 1
)

select * from final
order by 1
{% endmacro %}
