{{ config(materialized='ephemeral') }}
select pairs.* from {{ ref('pairs') }} as pairs
where exists (
    select 1 from {{ ref('showcase_aggregate_attributes') }} as attributes
    where attributes.combination_id = pairs.combination_id and attributes.column_name = 'region'
)
