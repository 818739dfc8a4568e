{{ synthetic_showcase.count_combinations(ref('claims_distinct_records'), resolution=20, reporting_length=2) }}
