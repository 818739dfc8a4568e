{{
    synthetic_showcase.publish_quality_of_columns(
        ref("showcase_reported_aggregates"),
        ref("showcase_reported_attributes"),
        ref("showcase_synthesized_combination_counts"),
        checks=ref("showcase_release_checks"),
    )
}}
