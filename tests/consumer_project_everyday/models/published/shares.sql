select
    selections,
    reported_count,
    round(100.0 * reported_count / sum(reported_count) over (partition by split_part(selections, ':', 1)), 1) as share
from {{ ref('showcase_aggregates') }}
where length = 1
