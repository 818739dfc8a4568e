with ranked as (
    select selections, reported_count, rank() over w as place, sum(reported_count) over w as running
    from {{ ref('showcase_aggregates') }}
    where length = 2
    window w as (order by reported_count desc, selections)
)

select * from ranked where running <= (select {{ dbt.safe_cast('0.5', 'double') }} * sum(reported_count) from ranked)
order by all
limit 100
