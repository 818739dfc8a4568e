{{
    synthetic_showcase.list_identifying_columns(
        ref("showcase_reported_columns"), ref("showcase_reported_attributes")
    )
}}
