select * from (
    pivot {{ ref('showcase_synthetic_records') }} on coalesce(region, 'none') || ' ' || gender using count(*) as n group by age_band
)
