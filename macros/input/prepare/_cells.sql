{#-
  The cells of wide records in long form, one row per value: `id`, `column_name`, `value`. Absent values give no row.
  Arguments: records, a relation; id, the name of its id column.
-#}
{% macro _cells(records, id) %}
    {%- for column in synthetic_showcase._value_columns(records, id) %}
    {%- set name = synthetic_showcase._name(column.name) %}
    select
        {{ id }},
        {{ synthetic_showcase._text(column.name) }} as column_name,
        {{ synthetic_showcase._unnest(name) if column.is_list else name }} as value
    from {{ records }}
    where {{ name }} is not null
    {%- if not loop.last %}
    union all
    {%- endif %}
    {%- else %}
    select
        cast(null as integer) as {{ id }},
        cast(null as {{ synthetic_showcase._type('varchar') }}) as column_name,
        cast(null as {{ synthetic_showcase._type('varchar') }}) as value
    where false
    {%- endfor %}
{% endmacro %}
