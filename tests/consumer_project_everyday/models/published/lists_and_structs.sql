select
    length,
    list(selections order by reported_count desc)[1:3] as largest,
    [upper(each) for each in list(selections) if each like 'region%'] as regions,
    struct_pack(combinations := count(*), total := sum(reported_count)) as facts,
    map(list(selections), list(reported_count)) as counts
from {{ ref('showcase_aggregates') }}
group by length
