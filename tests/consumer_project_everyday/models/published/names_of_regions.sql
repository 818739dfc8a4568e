select names.region_name, names.capital, count(*) as people
from {{ ref('showcase_synthetic_records') }} as records
inner join {{ ref('region_names') }} as names using (region)
group by all
