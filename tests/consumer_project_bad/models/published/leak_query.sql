-- 18. a value that a macro has queried while the model was compiled
select selections, '{{ first_of(ref('intakes'), 'intake_id') }}' as who from {{ ref('showcase_aggregates') }}
