{#-
  The reported groups in which `infer_counts` tries to work out counts that are not reported: everybody
  and all that are shorter than the reporting length, or where these have too many parts, the short
  ones first and of the longest a part, drawn by a hash.

  Returns SQL with `attribute_ids`, empty for everybody.

  Arguments:
    reported_aggregates, reported_attributes: relations made by `report_aggregates` and `report_attributes`.
    reporting_length: defaults to the variable.
    max_parts: reported groups times values, at most.
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
