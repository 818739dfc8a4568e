{#-
  The synthetic records as they are published in long form.

  Returns SQL with `synthetic_id`, `column_name`, `value`, `attribute` (`column:value`, escaped).

  Arguments: relations made by `decode_records` and `summarize_checks`.
-#}
{% macro list_synthetic_attributes(synthesized_records, checks) %}
with

-- true where no check found anything, else an error that names those that did
checked as (
    {{ synthetic_showcase._checks_passed(checks) }}
),

cells as (
    {{ synthetic_showcase._cells(synthesized_records, 'synthetic_id') }}
),

final as (
    select
        synthetic_id,
        column_name,
        value,
        {{ synthetic_showcase._selection('column_name', 'value') }} as attribute
    from cells
    where (select checked.passed from checked)
)

select * from final
order by synthetic_id, column_name, value
{% endmacro %}
