with measured as materialized (
    select q.column_1, q.column_2, q.error, p.error as overall
    from {{ ref('showcase_quality_by_columns') }} as q
    cross join {{ ref('showcase_quality_by_length') }} as p
    where p.length = 2
)

from measured select column_1, column_2, error - overall as difference where error > all (select 0)
