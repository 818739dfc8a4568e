{{
    synthetic_showcase.publish(
        ref("showcase_reported_aggregates"),
        id="combination_id",
        columns=["length", "selections", "reported_count", "standard_error"],
        checks=ref("showcase_release_checks"),
    )
}}
