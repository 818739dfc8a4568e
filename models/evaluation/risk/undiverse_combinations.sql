{{ synthetic_showcase.find_undiverse_combinations(
    ref('synthesized_record_attributes'), ref('reported_aggregates'), ref('attributes'), ref('record_attributes'), ref('input_records'),
    whole_records=synthetic_showcase._option('synthesis_mode') != 'aggregate_seeded'
) }}
