{{ synthetic_showcase.prepare_records(synthetic_showcase.input_source()) }}
