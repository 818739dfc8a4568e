{{ synthetic_showcase.report_aggregates(
    ref('claims_combination_counts'), ref('claims_reported_attributes'), resolution=20, reporting_length=2
) }}
