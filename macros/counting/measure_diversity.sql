{#-
  How many values of each sensitive column occur in each group of records: in all records, and in those of each
  frequent combination that is shorter than the reporting length and has no value of the column.

  Returns SQL with `column_name`, `attribute_ids` (the group, ascending), `records` (in the group),
  `distinct_values` (values of the column that at least one record holds, plus one if some record holds
  none: distinct l-diversity, Machanavajjhala et al., ACM TKDD 2007), `top_attribute` (the value that most
  records hold, null for none) and `top_records` (their number). No rows without sensitive columns.

  Arguments:
    combination_counts, attributes, distinct_records, records: relations made by
      `count_combinations`, `list_attributes`, `merge_records` and `prepare_records`.
    sensitive_columns, reporting_length: default to the variables.
  Raises an error for a sensitive column that does not exist, and on engines other than DuckDB.
-#}
{% macro measure_diversity(combination_counts, attributes, distinct_records, records, sensitive_columns=none, reporting_length=none) %}
    {%- set reporting_length = synthetic_showcase._option('reporting_length', reporting_length) %}
    {%- set sensitive_columns = synthetic_showcase._sensitive_columns(records, sensitive_columns) %}
with
{% for column in sensitive_columns %}
-- all records, and each group without a value of the column
groups_{{ loop.index }} as (
    select cast([] as integer[]) as attribute_ids
    union all
    select attribute_ids
    from {{ combination_counts }}
    where
        length < {{ reporting_length }}
        and not list_has_any(
            attribute_ids,
            (select list(attribute_id) from {{ attributes }} where column_name = {{ synthetic_showcase._text(column) }})
        )
),

measured_{{ loop.index }} as (
    {{ synthetic_showcase._diversity('groups_' ~ loop.index, column, attributes, distinct_records) }}
),
{% endfor %}
final as (
    {%- for column in sensitive_columns %}
    select {{ synthetic_showcase._text(column) }} as column_name, * from measured_{{ loop.index }}
    {%- if not loop.last %}
    union all
    {%- endif %}
    {%- else %}
    select
        cast(null as varchar) as column_name,
        cast(null as integer[]) as attribute_ids,
        cast(null as bigint) as records,
        cast(null as integer) as distinct_values,
        cast(null as integer) as top_attribute,
        cast(null as bigint) as top_records
    where false
    {%- endfor %}
)

select * from final
{% endmacro %}
