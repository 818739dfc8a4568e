{{ synthetic_showcase.snapshot_aggregates(
    ref('claims_reported_aggregates'), ref('claims_reported_totals'), ref('claims_reported_columns'), ref('claims_reported_attributes'),
    ref('claims_distinct_records'), ref('claims_attributes'),
    resolution=20, reporting_length=2
) }}
