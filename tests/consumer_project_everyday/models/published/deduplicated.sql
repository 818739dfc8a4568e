select * exclude (place)
from (select *, row_number() over (partition by gender, age_band order by synthetic_id) as place from {{ ref('showcase_synthetic_records') }}) as numbered
where place = 1
