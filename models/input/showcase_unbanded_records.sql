{{ synthetic_showcase._only_with(when=synthetic_showcase._private_bands() != {}) }}
{% if synthetic_showcase._option("generalize") %}
    {{
        synthetic_showcase.generalize_records(
            ref("showcase_prepared_records"), ref("showcase_generalized_values")
        )
    }}
{% else %} {{ synthetic_showcase.prepare_records(synthetic_showcase.input_source()) }}
{% endif %}
