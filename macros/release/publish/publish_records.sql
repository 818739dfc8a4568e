{#-
  The synthetic records as they are published: the values of a list are in one cell, in the order of the text,
  separated by the delimiter of the column.

  Returns SQL with the columns of `synthesized_records`, all text, rows in the order of `synthetic_id`.

  Arguments: relations made by `decode_records`, `report_columns` and `summarize_checks`.
-#}
{% macro publish_records(synthesized_records, reported_columns, checks) %}
with

-- true if no check has findings, else an error that names those that do
checked as (
    {{ synthetic_showcase._checks_passed(checks) }}
),

final as (
    select
        synthetic_id
        {%- for column in synthetic_showcase._reported_columns(reported_columns) %},
        {% set name = synthetic_showcase._name(column.name) -%}
        {{ name if column.delimiter is none else synthetic_showcase._list_join(name, synthetic_showcase._text(column.delimiter)) ~ ' as ' ~ name }}
        {%- endfor %}
    from {{ synthesized_records }}
    where (select checked.passed from checked)
)

select * from final
order by synthetic_id
{% endmacro %}
