select distinct on (gender, region) synthetic_id, gender, region
from {{ ref('showcase_synthetic_records') }} using sample reservoir(50 rows) repeatable (7)
order by synthetic_id
