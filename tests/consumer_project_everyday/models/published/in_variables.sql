{%- set groups = ['North', 'South'] -%}
{%- set who = env_var('SHOWCASE_NOBODY', 'nobody') %}
select
    gender,
    {%- for group in groups %}
    {%- set name = group | lower %}
    count(*) filter (region = '{{ group }}') as people_{{ name }},
    {%- endfor %}
    '{{ who }}' as published_for,
    {{ var('smallest_count') }} as smallest,
    '{{ target.name }}' as target
from {{ ref('showcase_synthetic_records') }}
group by gender
