select {{ surrogate_key(['combination_id', 'column_name']) }} as key, * from {{ ref('showcase_aggregate_attributes') }}
