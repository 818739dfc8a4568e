{#-
  What somebody who has the aggregates and nothing else can work out about the counts that are not
  in them. A reported count r stands for r to r + k - 1 records, a count that is not reported for 0
  to k - 1. Then
    wholes: the values of a column divide a group, so their counts sum up to no more than its count,
      and to just that where every record has a value (which a reader may know of a column);
    parts: of a group, at least x + y - (all of it) share two values that x and y of it hold.
  These narrow the intervals in turn, `rounds` times.

  Returns SQL with `length`, `attribute_ids`, `least`, `most`: an interval for every combination that is
  not reported and could be: one more value beside a reported combination. Rows where it is as wide as
  it was, 0 to k - 1, are left out.

  Arguments:
    reported_aggregates, reported_totals, reported_columns: relations made by `report_aggregates`,
      `report_totals` and `report_columns`.
    attributes, readiness: relations made by `list_attributes` and `assess_records`; of them only is
      used which columns have a value in every record, and which values may be named.
    examined_wholes: relation made by `choose_wholes`.
    sensitive_columns, min_diversity: default to the variables; with them a count that says something of
      a sensitive column may be left out though it is k or more.
    resolution: defaults to the variable.
  Columns with several values a record divide no group, and are no part of these sums.
-#}
{% macro infer_counts(
    reported_aggregates, reported_totals, reported_columns, attributes, readiness, examined_wholes,
    sensitive_columns=none, min_diversity=none, resolution=none, rounds=2
) %}
    {%- set resolution = synthetic_showcase._option('reporting_resolution', resolution) -%}
    {%- set suppressed = synthetic_showcase._option('sensitive_columns', sensitive_columns)
        if synthetic_showcase._option('min_diversity', min_diversity) is not none else [] %}
with

-- columns with one value a record; whether all records have one, and how many might have one that is not reported
columns as (
    select
        column_name,
        list(attribute_id) as attribute_ids,
        sum(support) = (select any_value(records) from {{ readiness }}) as is_complete,
        count(*) filter (where support < {{ resolution }}) * {{ resolution - 1 }} as most_unnamed
    from {{ attributes }}
    where column_name in (select column_name from {{ reported_columns }} where delimiter is null)
    group by column_name
),

-- a group, and one more value of a column that it says nothing of
divided as (
    select
        wholes.attribute_ids as whole,
        columns.column_name,
        named.attribute_id,
        list_sort(list_append(wholes.attribute_ids, named.attribute_id)) as part
    from {{ examined_wholes }} as wholes
    inner join columns on not list_has_any(wholes.attribute_ids, columns.attribute_ids)
    inner join {{ attributes }} as named on columns.column_name = named.column_name
    where named.support >= {{ resolution }}
),

combinations as (
    select
        row_number() over () as combination_id,
        coalesce(parts.attribute_ids, reported.attribute_ids) as attribute_ids,
        coalesce(reported.reported_count, 0) as least,
        {%- if suppressed %}
        case
            when reported.reported_count is null and list_has_any(parts.attribute_ids, (
                select list(attribute_id) from {{ attributes }}
                where lower(column_name) in ({% for name in suppressed %}{{ synthetic_showcase._text(name | lower) }}{{ ', ' if not loop.last }}{% endfor %})
            )) then (select reported_records + {{ resolution - 1 }} from {{ reported_totals }})
            else coalesce(reported.reported_count, 0) + {{ resolution - 1 }}
        end as most,
        {%- else %}
        coalesce(reported.reported_count, 0) + {{ resolution - 1 }} as most,
        {%- endif %}
        reported.reported_count is not null as is_reported
    from (select distinct part as attribute_ids from divided) as parts
    full join (
        select attribute_ids, reported_count from {{ reported_aggregates }}
        union all
        select cast([] as integer[]) as attribute_ids, reported_records as reported_count from {{ reported_totals }}
    ) as reported on parts.attribute_ids = reported.attribute_ids
),

slots as (
    select wholes.combination_id as whole_id, divided.column_name, divided.attribute_id, parts.combination_id as part_id
    from divided
    inner join combinations as wholes on divided.whole = wholes.attribute_ids
    inner join combinations as parts on divided.part = parts.attribute_ids
),

bounds_0 as (
    select combination_id, least, most from combinations
),
{% for round in range(1, rounds + 1) %}
-- what is known so far of each group, of each value in it, and of the sum of its column's values
known_{{ round }} as (
    select
        slots.*,
        wholes.least as whole_least,
        wholes.most as whole_most,
        parts.least as part_least,
        parts.most as part_most,
        columns.is_complete,
        sum(parts.least) over same_column as sum_least,
        sum(parts.most) over same_column + columns.most_unnamed as sum_most
    from slots
    inner join columns on slots.column_name = columns.column_name
    inner join bounds_{{ round - 1 }} as wholes on slots.whole_id = wholes.combination_id
    inner join bounds_{{ round - 1 }} as parts on slots.part_id = parts.combination_id
    window same_column as (partition by slots.whole_id, slots.column_name)
),

-- two values that so many of a group hold that some must hold both
overlapping_{{ round }} as (
    select one.part_id, other.attribute_id, one.part_least + other.part_least - one.whole_most as least
    from known_{{ round }} as one
    inner join known_{{ round }} as other
        on one.whole_id = other.whole_id
        and one.column_name <> other.column_name
        and one.part_least + other.part_least > one.whole_most
    where 2 * one.part_least > one.whole_most and other.part_least > 0
),

bounds_{{ round }} as (
    select combination_id, max(least) as least, min(most) as most
    from (
        select * from bounds_{{ round - 1 }}
        union all
        select whole_id, sum_least, case when is_complete then sum_most end
        from known_{{ round }}
        union all
        select
            part_id,
            case when is_complete then whole_least - (sum_most - part_most) end,
            whole_most - (sum_least - part_least)
        from known_{{ round }}
        union all
        select slots.part_id, overlapping.least, null
        from overlapping_{{ round }} as overlapping
        inner join slots on overlapping.part_id = slots.whole_id and overlapping.attribute_id = slots.attribute_id
    )
    group by combination_id
),
{% endfor %}
final as (
    select cast(len(combinations.attribute_ids) as integer) as length, combinations.attribute_ids, bounds.least, bounds.most
    from combinations
    inner join bounds_{{ rounds }} as bounds on combinations.combination_id = bounds.combination_id
    where not combinations.is_reported and (bounds.least > 0 or bounds.most < {{ resolution - 1 }})
)

select * from final
{% endmacro %}
