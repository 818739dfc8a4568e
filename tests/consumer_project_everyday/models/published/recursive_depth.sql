with recursive longer as (
    select combination_id, length, selections, 1 as step from {{ ref('showcase_aggregates') }} where length = 1
    union all
    select a.combination_id, a.length, a.selections, longer.step + 1
    from longer
    inner join {{ ref('showcase_aggregates') }} as a on a.length = longer.length + 1 and starts_with(a.selections, longer.selections)
)

select step, count(distinct combination_id) as combinations from longer group by step
