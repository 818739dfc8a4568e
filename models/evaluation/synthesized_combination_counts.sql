{{ synthetic_showcase.count_combinations(ref('synthesized_record_attributes'), resolution=1) }}
