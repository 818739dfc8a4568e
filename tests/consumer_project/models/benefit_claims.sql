-- one row a claimant, invented
select
    i as claimant_id,
    1990 + i % 4 as first_year,
    ['rent', 'care', 'school'][1 + (i * i) % 3] as benefit,
    if(i % 50 = 0, 'district ' || i, 'district ' || i % 5) as district
from range(500) as _(i)
