{{ synthetic_showcase.count_combinations(ref('claims_record_attributes'), resolution=20, reporting_length=2) }}
