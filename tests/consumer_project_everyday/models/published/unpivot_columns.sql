select column_name, value, count(*) as people
from (unpivot {{ ref('showcase_synthetic_records') }} on columns(* exclude synthetic_id) into name column_name value value)
group by all
