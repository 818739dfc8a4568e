-- 17. a private macro of the package
select {{ synthetic_showcase._text('Hilltown') }} as town, selections from {{ ref('showcase_aggregates') }}
