-- 3. raw rows below the protected ones
select selections, reported_count from {{ ref('aggregates') }}
union all
select intake_id, 1 from {{ ref('intakes') }}
