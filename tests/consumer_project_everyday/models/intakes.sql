-- one row a person, invented
select
    'intake ' || i as intake_id,
    ['Female', 'Male', 'Female'][1 + i % 3] as gender,
    ['0-17', '18-29', '30-44', '45+'][1 + (i // 3) % 4] as age_band,
    if(i % 7 < 5, ['North', 'South'][1 + i % 2], null) as region,
    i % 11 = 0 as needs_interpreter
from range(600) as _(i)
