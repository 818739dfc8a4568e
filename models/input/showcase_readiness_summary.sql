{{
    synthetic_showcase.assess_records(
        ref("showcase_input_records"),
        ref("showcase_attributes"),
        ref("showcase_record_attributes"),
        ref("showcase_distinct_records"),
    )
}}
