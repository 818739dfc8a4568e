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
    resolution, reporting_length: default to the variables.
  Columns with several values a record divide no group, and are no part of these sums.
-#}
{% macro infer_counts(
    reported_aggregates, reported_totals, reported_columns, attributes, readiness, examined_wholes,
    sensitive_columns=none, min_diversity=none, resolution=none, rounds=2, reporting_length=none
) %}
    {%- set resolution = synthetic_showcase._option('reporting_resolution', resolution) -%}
    {%- set reporting_length = synthetic_showcase._option('reporting_length', reporting_length) -%}
    {#- The attributes of a combination as so many numbers: these are compared in a tenth of the time that lists take. -#}
    {%- set places = range(1, reporting_length + 1) -%}
    {%- set keys = 'key_' ~ places | join(', key_') -%}
    {%- set suppressed = synthetic_showcase._option('sensitive_columns', sensitive_columns)
        if synthetic_showcase._option('min_diversity', min_diversity) is not none else [] %}
with

-- columns with one value a record; whether all records have one, and how many might have one that is not reported
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

-- what is reported, and everybody
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

-- a group, and one more value of a column that it says nothing of
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

keyed as (
    select
        whole_id,
        column_number,
        attribute_id,
        {%- for place in places %}
        coalesce(part[{{ place }}], -1) as key_{{ place }}{{ ',' if not loop.last }}
        {%- endfor %}
    from divided
),

keyed_reported as (
    select
        reported_id,
        reported_count,
        {%- for place in places %}
        coalesce(attribute_ids[{{ place }}], -1) as key_{{ place }}{{ ',' if not loop.last }}
        {%- endfor %}
    from reported
),

-- a part that is not reported gets a number after those that are
unreported as (
    select (select count(*) from reported) + row_number() over () as combination_id, {{ keys }}
    from (
        select distinct {{ keys }} from keyed
        except
        select {{ keys }} from keyed_reported
    )
),

numbered as (
    select reported_id as combination_id, {{ keys }} from keyed_reported
    union all
    select combination_id, {{ keys }} from unreported
),

combinations as (
    select
        reported_id as combination_id,
        reported_count as least,
        reported_count + {{ resolution - 1 }} as most
    from keyed_reported
    union all
    select
        combination_id,
        0 as least,
        {%- if suppressed %}
        case
            when list_has_any([{{ keys }}], (
                select list(attribute_id) from {{ attributes }}
                where lower(column_name) in ({% for name in suppressed %}{{ synthetic_showcase._text(name | lower) }}{{ ', ' if not loop.last }}{% endfor %})
            )) then (select reported_records + {{ resolution - 1 }} from {{ reported_totals }})
            else {{ resolution - 1 }}
        end as most
        {%- else %}
        {{ resolution - 1 }} as most
        {%- endif %}
    from unreported
),

slots as (
    select keyed.whole_id, keyed.column_number, keyed.attribute_id, numbered.combination_id as part_id
    from keyed
    inner join numbered on {% for place in places %}keyed.key_{{ place }} = numbered.key_{{ place }}{{ ' and ' if not loop.last }}{% endfor %}
),

bounds_0 as (
    select combination_id, least, most from combinations
),
{% for round in range(1, rounds + 1) %}
-- what is known so far of each value of a group
parts_{{ round }} as (
    select slots.*, bounds.least as part_least, bounds.most as part_most
    from slots
    inner join bounds_{{ round - 1 }} as bounds on slots.part_id = bounds.combination_id
),

-- of the group, and of the sum of its values in a column
sums_{{ round }} as (
    select
        sums.whole_id,
        sums.column_number,
        columns.is_complete,
        wholes.least as whole_least,
        wholes.most as whole_most,
        sums.sum_least,
        sums.sum_most + columns.most_unnamed as sum_most
    from (
        select
            whole_id,
            column_number,
            cast(sum(part_least) as bigint) as sum_least,
            cast(sum(part_most) as bigint) as sum_most
        from parts_{{ round }}
        group by whole_id, column_number
    ) as sums
    inner join columns on sums.column_number = columns.column_number
    inner join bounds_{{ round - 1 }} as wholes on sums.whole_id = wholes.combination_id
),

-- of all three
known_{{ round }} as (
    select parts.*, sums.is_complete, sums.whole_least, sums.whole_most, sums.sum_least, sums.sum_most
    from parts_{{ round }} as parts
    inner join sums_{{ round }} as sums on parts.whole_id = sums.whole_id and parts.column_number = sums.column_number
),

-- two values that so many of a group hold that some must hold both
overlapping_{{ round }} as (
    select one.part_id, other.attribute_id, one.part_least + other.part_least - one.whole_most as least
    from known_{{ round }} as one
    inner join known_{{ round }} as other
        on one.whole_id = other.whole_id
        and one.column_number <> other.column_number
        and one.part_least + other.part_least > one.whole_most
    where 2 * one.part_least > one.whole_most and other.part_least > 0
),

-- what says more than was known
narrower_{{ round }} as (
    select combination_id, max(least) as least, min(most) as most
    from (
        select whole_id as combination_id, sum_least as least, case when is_complete then sum_most end as most
        from sums_{{ round }}
        where sum_least > whole_least or (is_complete and sum_most < whole_most)
        union all
        select
            part_id,
            case when is_complete then whole_least - (sum_most - part_most) end,
            whole_most - (sum_least - part_least)
        from known_{{ round }}
        where
            whole_most - (sum_least - part_least) < part_most
            or (is_complete and whole_least - (sum_most - part_most) > part_least)
        union all
        select parts.part_id, overlapping.least, null
        from overlapping_{{ round }} as overlapping
        inner join parts_{{ round }} as parts
            on overlapping.part_id = parts.whole_id
            and overlapping.attribute_id = parts.attribute_id
            and overlapping.least > parts.part_least
    )
    group by combination_id
),

bounds_{{ round }} as (
    select
        before.combination_id,
        greatest(before.least, coalesce(narrower.least, before.least)) as least,
        least(before.most, coalesce(narrower.most, before.most)) as most
    from bounds_{{ round - 1 }} as before
    left join narrower_{{ round }} as narrower on before.combination_id = narrower.combination_id
),
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
