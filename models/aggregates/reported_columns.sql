{{ synthetic_showcase.report_columns(ref('input_records')) }}
