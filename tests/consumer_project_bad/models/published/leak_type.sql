-- 19. the name of a type, which lists the values of a column
select distinct make_type('intake_ids')::varchar as kind from {{ ref('showcase_aggregates') }}
