{{ config(materialized='view') }}
select region, count(*) filter (gender = 'Female') as women, count(*) as people from {{ ref('people') }} group by region
