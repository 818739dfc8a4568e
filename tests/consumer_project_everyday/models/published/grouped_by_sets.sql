select gender, region, age_band, count(*) as people
from {{ ref('showcase_synthetic_records') }} group by grouping sets ((gender, region), (age_band), ()) having count(*) > {{ var('smallest_count') }}
