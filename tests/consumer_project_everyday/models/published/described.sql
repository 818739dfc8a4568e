select column_name, null_percentage, approx_unique from (summarize {{ ref('showcase_synthetic_records') }})
