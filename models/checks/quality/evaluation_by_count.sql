{{ synthetic_showcase.evaluate(ref('combination_comparison'), by='count') }}
