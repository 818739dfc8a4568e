{{
    synthetic_showcase.publish_records(
        ref("showcase_synthesized_records"),
        ref("showcase_reported_columns"),
        checks=ref("showcase_release_checks"),
    )
}}
