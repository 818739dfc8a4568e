select a.combination_id, part, facts.largest
from {{ ref('showcase_aggregates') }} as a,
    unnest(string_split(a.selections, ';')) as _(part),
    lateral (select max(b.reported_count) as largest from {{ ref('showcase_aggregates') }} as b where b.length = a.length) as facts
