pivot (select gender, region from {{ ref('showcase_synthetic_records') }}) on region in ('North', 'South') using count(*) as people group by gender
