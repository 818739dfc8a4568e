select 'one' as kind, selections from {{ ref('showcase_aggregates') }} where length = 1
union all by name
select selections, 'two' as kind, reported_count from {{ ref('showcase_aggregates') }} where length = 2
