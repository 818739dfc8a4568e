{#-
  Synthetic records without the sensitive values that would be revealed about a group in which fewer than
  `min_diversity` values of the column occur. If a record has a value of a sensitive column, its other attributes
  define a group of sensitive records; if too few values of the column occur among them, the record's value is
  removed. A record without any value left is dropped. A part of a record defines a larger group, with at least as
  many values, so that every part of a record is diverse too.

  Returns SQL like `sample_records`: `synthetic_id` (from 1, in the same order), `attribute_ids`.

  Arguments:
    sampled_records, attributes, distinct_records, records: relations made by `sample_records`,
      `list_attributes`, `merge_records`, `prepare_records`.
    sensitive_columns, min_diversity: default to the variables.
  Raises an error for a sensitive column that does not exist, and on engines other than DuckDB.
-#}
{% macro suppress_homogeneous(sampled_records, attributes, distinct_records, records, sensitive_columns=none, min_diversity=none) %}
    {%- set min_diversity = synthetic_showcase._option('min_diversity', min_diversity) -%}
    {%- set sensitive_columns = synthetic_showcase._sensitive_columns(records, sensitive_columns) %}
with

{% if sensitive_columns and min_diversity is not none -%}
undiverse as (
    {{ synthetic_showcase._undiverse(sampled_records, attributes, distinct_records, sensitive_columns, min_diversity) }}
),

taken_out as (
    select synthetic_id, flatten(list(values_held)) as attribute_ids
    from undiverse
    group by synthetic_id
),

{% endif -%}
final as (
    select
        cast(row_number() over (order by sampled.synthetic_id) as integer) as synthetic_id,
        sampled.attribute_ids
    from (
        {%- if sensitive_columns and min_diversity is not none %}
        select
            sampled.synthetic_id,
            list_filter(
                sampled.attribute_ids,
                lambda a: taken_out.attribute_ids is null or not list_contains(taken_out.attribute_ids, a)
            ) as attribute_ids
        from {{ sampled_records }} as sampled
        left join taken_out on sampled.synthetic_id = taken_out.synthetic_id
        {%- else %}
        select synthetic_id, attribute_ids from {{ sampled_records }}
        {%- endif %}
    ) as sampled
    where len(sampled.attribute_ids) > 0
)

select * from final
{% endmacro %}
