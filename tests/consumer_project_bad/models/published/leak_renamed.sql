-- 5. a column renamed three times
select distinct area as spot from {{ ref('step_3') }}
