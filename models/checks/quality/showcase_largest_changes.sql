{{
    synthetic_showcase.list_largest_changes(
        ref("showcase_combination_comparison"), ref("showcase_attributes")
    )
}}
