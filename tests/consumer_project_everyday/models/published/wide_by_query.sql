select
    gender
    {%- for value in values_of(ref('showcase_synthetic_records'), 'age_band') %},
    count(*) filter (age_band = '{{ value }}') as "people {{ value }}"
    {%- endfor %}
from {{ ref('showcase_synthetic_records') }}
group by gender
