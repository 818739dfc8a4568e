select
    regexp_extract(selections, '([a-z_]+):', 1) as first_column,
    case when reported_count between 0 and 50 then 'few' when reported_count > 100 then 'many' else 'some' end as size,
    coalesce(nullif(selections, ''), 'all') as text,
    try_cast(right(selections, 1) as integer) as digit,
    ntile(4) over (order by reported_count) as quarter,
    lag(reported_count, 1, 0) over (partition by length order by selections) as one_before,
    reported_count // 10 * 10 as rounded,
    printf('%d people', reported_count) as label
from {{ ref('showcase_aggregates') }}
