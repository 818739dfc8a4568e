-- 10. counts without a threshold
select gender, region, count(*) as people from {{ ref('intakes') }} group by all
