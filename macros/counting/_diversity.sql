{#-
  SQL that measures how many values of one column occur among the records of each group: `attribute_ids` (each
  group once), `records`, `distinct_values` (values that at least one record holds, plus one if some record
  holds none), `top_attribute` (the value that most records hold) and `top_records` (their number).

  Arguments:
    groups: relation or CTE with `attribute_ids`, ascending, without attributes of the column.
    column: name of the column.
    attributes, distinct_records: relations made by `list_attributes` and `merge_records`.
-#}
{% macro _diversity(groups, column, attributes, distinct_records) %}
    {{ return(adapter.dispatch('_diversity', 'synthetic_showcase')(groups, column, attributes, distinct_records)) }}
{% endmacro %}

{% macro default___diversity(groups, column, attributes, distinct_records) %}
    {{ synthetic_showcase._refuse_engine('the diversity of groups is measured on DuckDB') }}
{% endmacro %}

{% macro duckdb___diversity(groups, column, attributes, distinct_records) %}
    with listed as (
        {{- synthetic_showcase._record_list(distinct_records) }}
    ),

    columns as (
        {{- synthetic_showcase._column_numbers(attributes) }}
    ),

    -- sorted, because the function reuses its work on groups that begin with the same attributes
    wanted as (
        select list(distinct attribute_ids order by attribute_ids) as attribute_lists from {{ groups }}
    ),

    measured as (
        select
            unnest(wanted.attribute_lists) as attribute_ids,
            unnest(showcase_measure_diversity(
                listed.records,
                columns.column_numbers,
                wanted.attribute_lists,
                columns.column_numbers[(select min(attribute_id) from {{ attributes }} where column_name = {{ synthetic_showcase._text(column) }}) + 1]
            )) as found
        from listed, columns, wanted
    )

    select attribute_ids, found.records, found.distinct_values, found.top_attribute, found.top_records
    from measured
    where found is not null
{%- endmacro %}
