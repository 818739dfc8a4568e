{{ synthetic_showcase.evaluate(ref("showcase_combination_comparison"), by="length") }}
