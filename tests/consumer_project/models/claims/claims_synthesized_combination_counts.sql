{{ synthetic_showcase.count_combinations(ref('claims_synthesized_record_attributes'), resolution=1, reporting_length=2) }}
