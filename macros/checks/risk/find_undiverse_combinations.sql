{#-
  Finding: synthetic records and reported combinations that reveal a sensitive value of a group in which fewer than
  `min_diversity` values of the column occur.

  Returns SQL with `published_in` (`synthetic_records` or `aggregates`), `attribute_ids`,
  `column_name`, `values_held`, `distinct_values`; no rows without `min_diversity` or sensitive columns.

  Arguments:
    synthetic_distinct_records: relation made by `merge_records` over the records that are to be published.
    reported_aggregates, attributes, distinct_records, records: relations made by
      `report_aggregates`, `list_attributes`, `merge_records`, `prepare_records`.
    sensitive_columns, min_diversity: default to the variables.
    whole_records: false if nothing is guaranteed for whole synthetic records, as in aggregate_seeded.
-#}
{% macro find_undiverse_combinations(
    synthetic_distinct_records, reported_aggregates, attributes, distinct_records, records,
    sensitive_columns=none, min_diversity=none, whole_records=true
) %}
    {%- set min_diversity = synthetic_showcase._option('min_diversity', min_diversity) -%}
    {%- set sensitive_columns = synthetic_showcase._sensitive_columns(records, sensitive_columns) %}
with

published as (
    select 'aggregates' as published_in, attribute_ids from {{ reported_aggregates }}
    {%- if whole_records %}
    union
    select 'synthetic_records' as published_in, attribute_ids from {{ synthetic_distinct_records }}
    {%- endif %}
),

final as (
    {%- if sensitive_columns and min_diversity is not none %}
    {{ synthetic_showcase._undiverse('published', attributes, distinct_records, sensitive_columns, min_diversity) }}
    {%- else %}
    select *, cast([] as integer[]) as values_held, cast(null as varchar) as column_name, cast(null as integer) as distinct_values
    from published
    where false
    {%- endif %}
)

select published_in, attribute_ids, column_name, values_held, distinct_values from final
{% endmacro %}
