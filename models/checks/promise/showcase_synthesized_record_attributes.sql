{{
    synthetic_showcase.encode_records(
        ref("showcase_synthesized_records"),
        ref("showcase_reported_attributes"),
        id="synthetic_id",
    )
}}
