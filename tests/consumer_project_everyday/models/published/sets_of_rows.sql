(select selections from {{ ref('showcase_aggregates') }} where length = 1 except select 'gender:Female')
union
(select selections from {{ ref('showcase_aggregates') }} where length = 2 intersect all select selections from {{ ref('showcase_aggregates') }})
