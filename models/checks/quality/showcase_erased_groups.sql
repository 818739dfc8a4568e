{{
    synthetic_showcase.find_erased_groups(
        ref("showcase_combination_comparison"), ref("showcase_attributes")
    )
}}
