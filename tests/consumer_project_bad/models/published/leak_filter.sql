-- 9. a subquery in where: whether there are rows says something of a person
select selections
from {{ ref('showcase_aggregates') }}
where exists (select 1 from {{ ref('intakes') }} where intake_id = 'intake 7' and needs_interpreter)
