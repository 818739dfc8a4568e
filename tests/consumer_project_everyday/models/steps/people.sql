{{ config(materialized='view') }}
select * replace (coalesce(region, 'unknown') as region) from {{ ref('showcase_synthetic_records') }}
