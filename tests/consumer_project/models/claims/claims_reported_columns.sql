{{ synthetic_showcase.report_columns(ref('claims_records'), resolution=20) }}
