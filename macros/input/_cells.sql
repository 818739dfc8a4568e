{#-
  The cells of wide records in long form, what is absent left out: `id`, `column_name`, `value`.
  Arguments: records, a relation; id, the name of its id column.
-#}
{% macro _cells(records, id) %}
    {%- for name in synthetic_showcase._value_columns(records, id) %}
    select {{ id }}, {{ synthetic_showcase._text(name) }} as column_name, {{ synthetic_showcase._name(name) }} as value
    from {{ records }}
    where {{ synthetic_showcase._name(name) }} is not null
    {%- if not loop.last %}
    union all
    {%- endif %}
    {%- else %}
    select cast(null as integer) as {{ id }}, cast(null as varchar) as column_name, cast(null as varchar) as value
    where false
    {%- endfor %}
{% endmacro %}
