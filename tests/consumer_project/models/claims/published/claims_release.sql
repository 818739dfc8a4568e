{{ synthetic_showcase.describe_release(
    ref('claims_reported_totals'), ref('claims_reported_columns'), ref('claims_checks'),
    mode='row_seeded', resolution=20, reporting_length=2
) }}
