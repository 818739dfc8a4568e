select
    cast(reported_count as {{ dbt.type_string() }}) as as_text,
    cast(reported_count as {{ dbt.type_numeric() }}) as as_number,
    {{ dbt.concat(['selections', "'!'"]) }} as loud,
    {{ dbt.length('selections') }} as letters,
    {{ dbt.split_part('selections', "':'", 1) }} as first_part,
    {{ dbt.bool_or('length > 1') }} as any_longer
from {{ ref('showcase_aggregates') }}
group by all
