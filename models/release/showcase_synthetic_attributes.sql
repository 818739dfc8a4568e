{{
    synthetic_showcase.list_synthetic_attributes(
        ref("showcase_synthesized_records"), checks=ref("showcase_release_checks")
    )
}}
