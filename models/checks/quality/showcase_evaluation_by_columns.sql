{{
    synthetic_showcase.evaluate_columns(
        ref("showcase_combination_comparison"), ref("showcase_attributes")
    )
}}
