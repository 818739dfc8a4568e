select *
from (select length, combination_id % 2 as half, reported_count from {{ ref('showcase_aggregates') }})
pivot (sum(reported_count) as total, max(reported_count) as largest for half in (0, 1) group by length)
