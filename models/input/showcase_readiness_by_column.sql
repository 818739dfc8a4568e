{{
    synthetic_showcase.assess_columns(
        ref("showcase_input_records"),
        ref("showcase_attributes"),
        ref("showcase_distinct_records"),
        ref("showcase_generalized_values") if synthetic_showcase._option("generalize") else none,
        codes_in_bands=synthetic_showcase._codes_in_bands(),
    )
}}
