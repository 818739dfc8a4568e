{{ synthetic_showcase.count_combinations(ref('kept_record_attributes'), resolution=1) }}
