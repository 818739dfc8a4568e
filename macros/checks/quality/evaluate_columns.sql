{#-
  How useful the synthetic records are for one-way and two-way tables, compared with the sensitive counts of the
  frequent combinations. Sensitive.

  Returns SQL with one row per column (`column_2` null) and per pair of columns: `column_1`, `column_2`, the
  measures of `evaluate`, `total_variation` (0 for equal shares, 1 for no overlap),
  `association` and `synthetic_association` (Cramér's V of the two columns).

  Arguments: relations made by `compare_combinations` and `list_attributes`.
-#}
{% macro evaluate_columns(combination_comparison, attributes) %}
with

counts as (
    select length, attribute_ids, sensitive_count as wanted, synthetic_count as got
    from {{ combination_comparison }}
),

final as (
    {{ synthetic_showcase._quality_of_columns('counts', attributes) }}
)

select * from final
order by column_1, column_2 nulls first
{% endmacro %}
