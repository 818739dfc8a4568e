-- hierarchy of the bands of intakes
select unnest(['0-17', '18-29', '30-44', '45+']) as value, unnest(['minor', 'adult', 'adult', 'adult']) as age_group
