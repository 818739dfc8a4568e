{{ synthetic_showcase.report_columns(synthetic_showcase._records_before_bands()) }}
