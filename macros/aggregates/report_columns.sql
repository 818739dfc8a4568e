{#-
  The columns of the table, so that what comes after the aggregates need not look at the records.

  Returns SQL with `position` (from 1), `column_name`, `delimiter` (what stands between the values of
  a cell in the published records; null for a column with one value a record).

  Arguments:
    records: relation made by `prepare_records`; the names and types of its columns are read, no row.
    multi_value_columns: defaults to `showcase_multi_value_columns`; other lists are joined with `;`.
-#}
{% macro report_columns(records, multi_value_columns=none) %}
    {%- set delimiters = synthetic_showcase._option('multi_value_columns', multi_value_columns) %}
with

final as (
    {%- for column in synthetic_showcase._value_columns(records, 'record_id') %}
    select
        {{ loop.index }} as position,
        {{ synthetic_showcase._text(column.name) }} as column_name,
        {% if column.is_list %}{{ synthetic_showcase._text(synthetic_showcase._lookup(delimiters, column.name) or ';') }}{% else %}cast(null as {{ synthetic_showcase._type('varchar') }}){% endif %} as delimiter
    {%- if not loop.last %}
    union all
    {%- endif %}
    {%- else %}
    select cast(null as integer) as position, cast(null as {{ synthetic_showcase._type('varchar') }}) as column_name, cast(null as {{ synthetic_showcase._type('varchar') }}) as delimiter
    where false
    {%- endfor %}
)

select * from final
{% endmacro %}
