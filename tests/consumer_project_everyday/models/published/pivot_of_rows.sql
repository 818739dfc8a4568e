with people as (
    pivot {{ ref('showcase_synthetic_records') }} on age_band using count(*) group by gender, region
)

select * from people order by gender, region
