{{ synthetic_showcase._only_with(guarantee='k_anonymity', engine='duckdb') }}
{{ synthetic_showcase.summarize_risk(
    ref('least_supports'), ref('measured_records'), ref('attributes'), ref('record_attributes'), ref('leaked_combinations'),
    by='length'
) }}
