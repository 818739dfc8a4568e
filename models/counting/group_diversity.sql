{{ synthetic_showcase.measure_diversity(
    ref('combination_counts'), ref('attributes'), ref('record_attributes'), ref('input_records')
) }}
