{{
    synthetic_showcase.publish_quality(
        ref("showcase_reported_aggregates"),
        ref("showcase_synthesized_combination_counts"),
        by="count",
        checks=ref("showcase_release_checks"),
    )
}}
