{{ config(enabled=var('showcase_generalize', {}) != {}) }}
{{ synthetic_showcase.generalize_values(ref('prepared_records'), synthetic_showcase.hierarchy_sources()) }}
