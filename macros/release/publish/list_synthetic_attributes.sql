{#-
  The synthetic records in long form, as they are published.

  Returns SQL with `synthetic_id`, `column_name`, `value`, `attribute` (`column:value`, escaped), rows in the order
  of the first three.

  Arguments: relations made by `decode_records` and `summarize_checks`.
-#}
{% macro list_synthetic_attributes(synthesized_records, checks) %}
    {%- set columns = synthetic_showcase._value_columns(synthesized_records, 'synthetic_id') | sort(attribute='name', case_sensitive=true) %}
    {%- set lists = [] -%}
    {%- for column in columns -%}
        {%- set name, text = synthetic_showcase._name(column.name), synthetic_showcase._text(column.name) -%}
        {%- set value = 'item' if column.is_list else name -%}
        {%- set cell = synthetic_showcase._struct({
            'column_name': text, 'value': value, 'attribute': synthetic_showcase._selection(text, value),
        }) -%}
        {%- do lists.append(
            synthetic_showcase._list_transform('coalesce(' ~ name ~ ', ' ~ synthetic_showcase._list() ~ ')', 'item', cell) if column.is_list
            else synthetic_showcase._list([cell])
        ) -%}
    {%- endfor %}
with

-- true if no check has findings, else an error that names those that do
checked as (
    {{ synthetic_showcase._checks_passed(checks) }}
),

-- sorted here, because the steps below keep the order and sorting all cells would take far longer
ordered as (
    select * from {{ synthesized_records }} order by synthetic_id
),

cells as (
    select
        synthetic_id,
        {{ synthetic_showcase._unnest('flatten(' ~ synthetic_showcase._list(lists, ',\n            ') ~ ')') }} as cell
    from ordered
),

final as (
    select
        synthetic_id,
        cell.column_name as column_name,
        cell.value as value,
        cell.attribute as attribute
    from cells
    where cell.value is not null and (select checked.passed from checked)
)

select * from final
{% endmacro %}
