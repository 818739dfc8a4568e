{#-
  What somebody who has only the aggregates can work out about counts that are not reported. A reported count r stands
  for r to r + k - 1 records, and a count that is not reported for 0 to k - 1. Two facts narrow these intervals,
  applied `rounds` times in turn:
    wholes: the values of a column divide a group (the whole) into parts, so the counts of the parts add up to at most
      the count of the whole, and to exactly that if every record has a value (which a reader may know of a column);
    overlaps: if x and y records of a group of n hold two values, at least x + y - n hold both.

  Returns SQL with `length`, `attribute_ids`, `least`, `most`: an interval for each combination that is not reported
  and consists of a reported one and one more value. Intervals that were not narrowed, 0 to k - 1, are left out.

  Arguments:
    reported_aggregates, reported_totals, reported_columns: relations made by `report_aggregates`,
      `report_totals` and `report_columns`.
    attributes, readiness: relations made by `list_attributes` and `assess_records`. Used only to know which
      columns have a value in every record, and which values may be published.
    examined_wholes: relation made by `choose_wholes`.
    sensitive_columns, min_diversity: default to the variables. With them a count that includes a sensitive value
      may be missing although it is k or more.
    resolution, reporting_length: default to the variables.
  Columns with several values per record do not divide a group, so they take no part.
-#}
{% macro infer_counts(
    reported_aggregates, reported_totals, reported_columns, attributes, readiness, examined_wholes,
    sensitive_columns=none, min_diversity=none, resolution=none, rounds=2, reporting_length=none
) %}
    {%- set resolution = synthetic_showcase._option('reporting_resolution', resolution) -%}
    {%- set reporting_length = synthetic_showcase._option('reporting_length', reporting_length) -%}
    {%- set places = range(1, reporting_length + 1) -%}
    {%- set keys = 'key_' ~ places | join(', key_') -%}
    {%- set suppressed = synthetic_showcase._option('sensitive_columns', sensitive_columns)
        if synthetic_showcase._option('min_diversity', min_diversity) is not none else [] %}
with

-- columns with one value per record; whether every record has one, and how many records may have an unreported one
columns as (
    select
        column_name,
        row_number() over () as column_number,
        list(attribute_id) as attribute_ids,
        sum(support) = (select any_value(records) from {{ readiness }}) as is_complete,
        count(*) filter (where support < {{ resolution }}) * {{ resolution - 1 }} as most_unnamed
    from {{ attributes }}
    where column_name in (select column_name from {{ reported_columns }} where delimiter is null)
    group by column_name
),

-- the reported combinations, and the group of all records
reported as (
    select row_number() over () as reported_id, attribute_ids, reported_count
    from (
        select attribute_ids, reported_count from {{ reported_aggregates }}
        union all
        select cast([] as integer[]) as attribute_ids, reported_records as reported_count from {{ reported_totals }}
    )
),

wholes as (
    select reported.reported_id as whole_id, reported.attribute_ids
    from {{ examined_wholes }} as examined
    inner join reported on examined.attribute_ids = reported.attribute_ids
),

-- the parts of each whole: it, and one value of a column of which it has none
divided as (
    select
        wholes.whole_id,
        columns.column_number,
        named.attribute_id,
        list_sort(list_append(wholes.attribute_ids, named.attribute_id)) as part
    from wholes
    inner join columns on not list_has_any(wholes.attribute_ids, columns.attribute_ids)
    inner join {{ attributes }} as named on columns.column_name = named.column_name
    where named.support >= {{ resolution }}
),

{{ synthetic_showcase._number_parts(attributes, reported_totals, suppressed, resolution, places) }},

bounds_0 as (
    select combination_id, least, most from combinations
),
{% for round in range(1, rounds + 1) %}
{{ synthetic_showcase._narrow_bounds(round) }},
{% endfor %}
final as (
    select
        cast(len(named.attribute_ids) as integer) as length,
        named.attribute_ids,
        bounds.least,
        bounds.most
    from (
        select combination_id, list_filter([{{ keys }}], lambda each: each >= 0) as attribute_ids from unreported
    ) as named
    inner join bounds_{{ rounds }} as bounds on named.combination_id = bounds.combination_id
    where bounds.least > 0 or bounds.most < {{ resolution - 1 }}
)

select * from final
{% endmacro %}
