{#- With differential privacy it serves the evaluation alone, and may not stop a release by a look at the records. -#}
{{ synthetic_showcase.count_combinations(
    ref('showcase_distinct_records'), readiness=none if synthetic_showcase._is_private() else ref('showcase_readiness_summary')
) }}
