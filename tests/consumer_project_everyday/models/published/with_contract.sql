select region, count(*) as people from {{ ref('showcase_synthetic_records') }} where region is not null group by region
