{#-
  Each frequent combination with its count in the sensitive table, in the aggregates and in the synthetic records.

  Returns SQL with `length`, `attribute_ids`, `sensitive_count`, `reported_count`, `synthetic_count` (0 if it is
  missing there).

  Arguments: relations made by `count_combinations`, `report_aggregates`, and `count_combinations`
  over the synthetic records with a resolution of 1.
-#}
{% macro compare_combinations(combination_counts, reported_aggregates, synthetic_combination_counts) %}
with

final as (
    select
        frequent.length,
        frequent.attribute_ids,
        frequent.support as sensitive_count,
        coalesce(reported.reported_count, 0) as reported_count,
        coalesce(synthetic.support, 0) as synthetic_count
    from {{ combination_counts }} as frequent
    left join {{ reported_aggregates }} as reported on frequent.attribute_ids = reported.attribute_ids
    left join {{ synthetic_combination_counts }} as synthetic on frequent.attribute_ids = synthetic.attribute_ids
)

select * from final
{% endmacro %}
