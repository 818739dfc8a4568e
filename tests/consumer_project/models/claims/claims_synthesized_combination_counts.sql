{{ synthetic_showcase.count_combinations(ref('claims_synthesized_distinct_records'), resolution=1, reporting_length=2) }}
