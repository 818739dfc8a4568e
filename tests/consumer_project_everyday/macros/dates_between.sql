{% macro dates_between(part, first, last) %}
with recursive dates as (
    select cast({{ first }} as date) as day
    union all
    select cast({{ dbt.dateadd(part, 1, 'day') }} as date) from dates where day < {{ last }}
)

select day from dates
{% endmacro %}
