{{
    synthetic_showcase.publish_aggregate_attributes(
        ref("showcase_reported_aggregates"),
        ref("showcase_reported_attributes"),
        checks=ref("showcase_release_checks"),
    )
}}
