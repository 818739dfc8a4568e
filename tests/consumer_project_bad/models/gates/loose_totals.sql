{{ synthetic_showcase.report_totals(ref('own_records'), resolution=2) }}
