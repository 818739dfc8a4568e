{#-
  The columns whose names may be published, so that the models after the aggregates need not read the records. The
  name of a column can itself be sensitive, as in a pivoted export (`town_Oslo`). With k-anonymity, a column is
  therefore left out if fewer than `resolution` records have a value in it. With differential privacy no column is
  left out, because the choice would depend on the records.

  Returns SQL with `position` (from 1), `column_name`, `delimiter` (the text between the values of a cell
  in the published records; null for a column with one value per record).

  Arguments:
    records: relation made by `prepare_records`; with differential privacy only the names and types of its
      columns are read, no rows.
    multi_value_columns: defaults to `showcase_multi_value_columns`; columns of lists that it does not name get `;`.
    resolution: defaults to `showcase_reporting_resolution`.
-#}
{% macro report_columns(records, multi_value_columns=none, resolution=none) %}
    {%- set resolution = synthetic_showcase._option('reporting_resolution', resolution) -%}
    {%- do synthetic_showcase._keep_of_model('k', resolution) -%}
    {%- set delimiters = synthetic_showcase._option('multi_value_columns', multi_value_columns) -%}
    {%- set columns = synthetic_showcase._value_columns(records, 'record_id') -%}
    {%- set by_filling = columns and not synthetic_showcase._is_private() %}
    {%- set rows = [] -%}
    {%- for column in columns -%}
        {%- do rows.append(synthetic_showcase._struct({
            'position': loop.index,
            'column_name': synthetic_showcase._text(column.name),
            'delimiter': synthetic_showcase._text(synthetic_showcase._lookup(delimiters, column.name) or ';') if column.is_list
                else 'cast(null as ' ~ synthetic_showcase._type('varchar') ~ ')',
            'filled': 'count(' ~ synthetic_showcase._name(column.name) ~ ')' if by_filling else 'null',
        })) -%}
    {%- endfor %}
with

{% if columns -%}
{{ '-- with the number of records with a value in each column' if by_filling }}
listed as (
    select {{ synthetic_showcase._list(rows, ',\n        ') }} as columns
    {%- if by_filling %}
    from {{ records }}
    {%- endif %}
),

named as (
    select named.position, named.column_name, named.delimiter
    from (select {{ synthetic_showcase._unnest('columns') }} as named from listed) as listed
    {%- if by_filling %}
    where named.filled >= {{ resolution }}
    {%- endif %}
),
{%- else -%}
named as (
    select
        cast(null as integer) as position,
        cast(null as {{ synthetic_showcase._type('varchar') }}) as column_name,
        cast(null as {{ synthetic_showcase._type('varchar') }}) as delimiter
    where false
),
{%- endif %}

-- numbered without gaps, because gaps would reveal how many columns are left out
final as (
    select cast(row_number() over (order by position) as integer) as position, column_name, delimiter
    from named
)

select * from final
{% endmacro %}
