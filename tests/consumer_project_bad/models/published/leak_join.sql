-- 2. a join that brings back a raw column
select synthetic.synthetic_id, synthetic.gender, intakes.region
from {{ ref('showcase_synthetic_records') }} as synthetic
left join {{ ref('intakes') }} as intakes on synthetic.gender = intakes.gender
