-- 3. raw rows below the protected ones
select selections, reported_count from {{ ref('showcase_aggregates') }}
union all
select intake_id, 1 from {{ ref('intakes') }}
