{#-
  SQL of CTEs, for one round of `infer_counts`: `bounds_<round>` holds the intervals of the round before, narrowed by
  what the sums of columns and the overlaps of values say. Reads the CTEs `slots` and `columns`.
-#}
{% macro _narrow_bounds(round) -%}
    {%- set before = round - 1 -%}
-- each part with its interval so far
parts_{{ round }} as (
    select slots.*, bounds.least as part_least, bounds.most as part_most
    from slots
    inner join bounds_{{ before }} as bounds on slots.part_id = bounds.combination_id
),

-- for each whole and column, the interval of the whole and that of the sum of its parts
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
    inner join bounds_{{ before }} as wholes on sums.whole_id = wholes.combination_id
),

-- each part with both
known_{{ round }} as (
    select parts.*, sums.is_complete, sums.whole_least, sums.whole_most, sums.sum_least, sums.sum_most
    from parts_{{ round }} as parts
    inner join sums_{{ round }} as sums on parts.whole_id = sums.whole_id and parts.column_number = sums.column_number
),

-- two values that so many records of a group hold that some must hold both
overlapping_{{ round }} as (
    select one.part_id, other.attribute_id, one.part_least + other.part_least - one.whole_most as least
    from known_{{ round }} as one
    inner join known_{{ round }} as other
        on one.whole_id = other.whole_id
        and one.column_number <> other.column_number
        and one.part_least + other.part_least > one.whole_most
    where 2 * one.part_least > one.whole_most and other.part_least > 0
),

-- the intervals that are narrower than before
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
    from bounds_{{ before }} as before
    left join narrower_{{ round }} as narrower on before.combination_id = narrower.combination_id
)
{%- endmacro %}
