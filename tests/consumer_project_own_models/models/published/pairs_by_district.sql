-- Pairs of a district and something else, with their place in the district and the name of the district.
with

pairs as (
    select
        one.value as district,
        other.column_name,
        other.value,
        aggregates.reported_count
    from {{ ref('showcase_aggregates') }} as aggregates
    inner join {{ ref('showcase_aggregate_attributes') }} as one
        on aggregates.combination_id = one.combination_id and one.column_name = 'district'
    inner join {{ ref('showcase_aggregate_attributes') }} as other
        on aggregates.combination_id = other.combination_id and other.column_name <> 'district'
    where aggregates.length = 2
)

select
    pairs.*,
    names.district_name,
    row_number() over (partition by pairs.district order by pairs.reported_count desc, pairs.value) as place,
    pairs.reported_count / sum(pairs.reported_count) over (partition by pairs.district, pairs.column_name) as share
from pairs
left join {{ ref('district_names') }} as names on pairs.district = names.district
qualify place <= 20
