select length, selections, reported_count from {{ ref('showcase_aggregates') }}
qualify row_number() over (partition by length order by reported_count desc, selections) <= 3
