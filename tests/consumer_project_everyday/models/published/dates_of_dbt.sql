select
    {{ dbt.dateadd('day', 7, 'released_at') }} as a_week_later,
    {{ dbt.datediff('released_at', dbt.current_timestamp(), 'day') }} as days,
    {{ dbt.date_trunc('month', 'released_at') }} as month,
    {{ dbt.last_day('released_at', 'quarter') }} as end_of_quarter,
    extract(year from released_at) as year,
    strftime(released_at, '%d.%m.%Y') as as_text,
    columns
from {{ ref('showcase_release') }}
