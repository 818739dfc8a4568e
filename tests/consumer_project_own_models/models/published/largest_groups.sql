{{ config(materialized='view') }}
with ranked as (
    from {{ ref('pairs_by_district') }}
    select district, list(value order by place) as first_values, max(reported_count) as largest
    group by all
)

select district, list_transform(first_values[:3], lambda v: upper(v)) as first_values, largest
from ranked
where largest > (select avg(reported_count) from {{ ref('showcase_aggregates') }} where length = 2)
