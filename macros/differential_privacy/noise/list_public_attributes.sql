{#-
  The attributes that are known without looking at the table, so that they cost no budget.

  Returns SQL with `column_name`, `value`; no rows if nothing is public.

  Arguments: reported_columns, a relation made by `report_columns`; public_values, {column: [values]}, defaults
  to the variable and the other public sources (see `_public_values`).
-#}
{% macro list_public_attributes(reported_columns, public_values=none) %}
with

named as (
    {%- set rows = [] %}
    {%- for column, values in synthetic_showcase._public_values(public_values).items() %}
    {%- for value in values %}
    {%- do rows.append('select ' ~ synthetic_showcase._text(column) ~ ' as column_name, ' ~ synthetic_showcase._text(value) ~ ' as value') %}
    {%- endfor %}
    {%- endfor %}
    {{ rows | join('\n    union all\n    ') or "select cast(null as varchar) as column_name, cast(null as varchar) as value where false" }}
),

final as (
    select distinct columns.column_name, named.value
    from named
    inner join {{ reported_columns }} as columns on named.column_name = lower(columns.column_name)
)

select * from final
{% endmacro %}
