{#- With differential privacy it is used for the evaluation only, and must not stop a release depending on the records. -#}
{{
    synthetic_showcase.count_combinations(
        ref("showcase_distinct_records"),
        readiness=none if synthetic_showcase._is_private() else ref("showcase_readiness_summary"),
    )
}}
