-- 13. an exception for a column that hides what chooses the rows
select aggregates.selections, areas.area_name
from {{ ref('showcase_aggregates') }} as aggregates
inner join {{ ref('areas') }} as areas on aggregates.length = areas.area
where areas.least_known = 'yes'
