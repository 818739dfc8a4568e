select region, age_band, grouping_id(region, age_band) as level, count(*) as people
from {{ ref('showcase_synthetic_records') }} group by cube (region, age_band)
