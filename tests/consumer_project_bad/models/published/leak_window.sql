-- 4. a window function
select distinct 'one region' as which, count(*) over (partition by region) as people from {{ ref('intakes') }}
