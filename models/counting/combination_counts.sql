{{ synthetic_showcase.count_combinations(ref('record_attributes')) }}
