select aggregates as whole, aggregates.reported_count as people from {{ ref('showcase_aggregates') }} as aggregates
