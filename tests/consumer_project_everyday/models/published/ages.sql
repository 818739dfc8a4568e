select limits.from_age, records.gender, count(records.synthetic_id) as people
from {{ ref('age_limits') }} as limits
left join {{ ref('showcase_synthetic_records') }} as records on records.age_band = limits.age_band
group by limits.from_age, records.gender
order by limits.from_age
