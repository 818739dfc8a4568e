{{ synthetic_showcase.evaluate_columns(ref('combination_comparison'), ref('attributes')) }}
