{#-
  The reported groups in which `infer_counts` tries to work out counts that are not reported: all records, and all
  combinations shorter than the reporting length. If that would give too many parts, the shorter ones are taken
  first, and of the longest a sample drawn by a hash.

  Returns SQL with `attribute_ids`, empty for the group of all records.

  Arguments:
    reported_aggregates, reported_attributes: relations made by `report_aggregates` and `report_attributes`.
    reporting_length: defaults to the variable.
    max_parts: most pairs of a reported group and a value.
-#}
{% macro choose_wholes(reported_aggregates, reported_attributes, reporting_length=none, max_parts=4000000) %}
    {%- set reporting_length = synthetic_showcase._option('reporting_length', reporting_length) %}
with

ordered as (
    select attribute_ids, row_number() over (order by length, hash(attribute_ids), attribute_ids) as place
    from {{ reported_aggregates }}
    where length < {{ reporting_length }}
),

final as (
    select cast([] as integer[]) as attribute_ids
    union all
    select attribute_ids
    from ordered
    where place * (select count(*) from {{ reported_attributes }}) <= {{ max_parts }}
)

select * from final
{% endmacro %}
