{#-
  Published synthetic records in long form.

  Returns SQL with `synthetic_id`, `column_name`, `value`, `attribute` (`column:value`, escaped).

  Arguments: synthetic_records, the published relation.
-#}
{% macro list_synthetic_attributes(synthetic_records) %}
with

cells as (
    {{ synthetic_showcase._cells(synthetic_records, 'synthetic_id') }}
),

final as (
    select
        synthetic_id,
        column_name,
        value,
        {{ synthetic_showcase._selection('column_name', 'value') }} as attribute
    from cells
)

select * from final
order by synthetic_id, column_name, value
{% endmacro %}
