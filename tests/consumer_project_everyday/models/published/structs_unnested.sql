select unnest({'column_name': column_name, 'value': value}) from {{ ref('showcase_aggregate_attributes') }}
