unpivot {{ ref('showcase_synthetic_records') }} on gender, age_band, region into name column_name value chosen
