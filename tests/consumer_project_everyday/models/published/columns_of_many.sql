select gender, count(columns(* exclude (gender, synthetic_id))), min(columns('^age|^region'))
from {{ ref('showcase_synthetic_records') }}
group by gender
