{{ synthetic_showcase._only_with(when=synthetic_showcase._option("generalize") != {}) }}
{{ synthetic_showcase.prepare_records(synthetic_showcase.input_source()) }}
