{{ synthetic_showcase._only_with(guarantee='k_anonymity', engine='duckdb') }}
{{ synthetic_showcase.measure_diversity(
    ref('combination_counts'), ref('attributes'), ref('distinct_records'), ref('input_records')
) }}
