select gender, region, grouping(gender, region) as level, count(*) as people
from {{ ref('showcase_synthetic_records') }} group by rollup (gender, region)
