{{ synthetic_showcase.report_totals(ref('input_records')) }}
