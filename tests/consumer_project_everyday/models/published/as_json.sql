select to_json(list({'text': selections, 'people': reported_count}))::varchar as rows_of_it, count(*)::integer as n
from {{ ref('showcase_aggregates') }} where selections ilike '%north%'
