{{ synthetic_showcase._only_with(guarantee='k_anonymity', engine='duckdb') }}
{{ synthetic_showcase.find_undiverse_combinations(
    ref('synthesized_distinct_records'), ref('reported_aggregates'), ref('attributes'), ref('distinct_records'), ref('input_records'),
    whole_records=synthetic_showcase._option('synthesis_mode') != 'aggregate_seeded'
) }}
