{#-
  One record a subject: the columns in use as text, cells that say that something is absent as null.

  Returns SQL with the columns `record_id` (integer, from 0) and each column in use under its own name.

  Arguments (each defaults to the variable of the same name with the prefix `showcase_`):
    source: relation, or SQL for a from clause.
    use_columns: list of columns to publish; empty for all but the subject id.
    subject_id: column that names the subject, never published; one row a subject.
    empty_values: list of codes that mean that a value is absent.
    sensitive_zeros: list of columns in which 0 is a value; elsewhere it says that something is absent.
  Raises an error that names the option for a column that is not there or can't be an attribute,
  no columns, an empty table, several rows a subject.
-#}
{% macro prepare_records(source, use_columns=none, subject_id=none, empty_values=none, sensitive_zeros=none) %}
    {%- set empty_values = synthetic_showcase._option('empty_values', empty_values) -%}
    {%- set zeros = synthetic_showcase._option('sensitive_zeros', sensitive_zeros) | map('lower') | list -%}
    {%- set columns = [] -%}
    {#- `dbt compile` and `dbt docs generate` may run before there is a table to describe. -#}
    {%- if execute and (flags.WHICH in ['build', 'run'] or source is string or load_relation(source) is not none) -%}
        {%- set columns = synthetic_showcase._columns_in_use(source, use_columns, subject_id, sensitive_zeros) -%}
        {%- do synthetic_showcase._check_rows(source, synthetic_showcase._subject_id(subject_id)) -%}
    {%- endif %}
with

-- a number for each row, and nothing of the columns that are not in use
numbered as (
    select
        cast(row_number() over () - 1 as integer) as record_id
        {%- for column in columns %},
        {{ synthetic_showcase._name(column.name) }}
        {%- endfor %}
    from {{ source }}
),

-- what is absent is null, whatever the table writes for it
final as (
    select
        record_id
        {%- for column in columns %},
        {{ synthetic_showcase._cell(column, empty_values, column.name | lower in zeros) }} as {{ synthetic_showcase._name(column.name) }}
        {%- endfor %}
    from numbered
)

select * from final
{% endmacro %}
