{% if synthetic_showcase._private_bands() %}
    {{
        synthetic_showcase.band_records(
            ref("showcase_unbanded_records"), ref("showcase_chosen_bands")
        )
    }}
{% elif synthetic_showcase._option("generalize") %}
    {{
        synthetic_showcase.generalize_records(
            ref("showcase_prepared_records"), ref("showcase_generalized_values")
        )
    }}
{% else %} {{ synthetic_showcase.prepare_records(synthetic_showcase.input_source()) }}
{% endif %}
