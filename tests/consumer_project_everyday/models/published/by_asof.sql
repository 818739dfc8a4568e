select a.selections, l.from_age
from {{ ref('showcase_aggregates') }} as a asof join {{ ref('age_limits') }} as l on a.reported_count >= l.from_age
