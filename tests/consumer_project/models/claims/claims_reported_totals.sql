{{ synthetic_showcase.report_totals(ref('claims_records'), resolution=20) }}
