{{ config(enabled=var('showcase_generalize', {}) != {}) }}
{{ synthetic_showcase.prepare_records(synthetic_showcase.input_source()) }}
