{{
    synthetic_showcase._only_with(
        guarantee="k_anonymity",
        engine="duckdb",
        when=synthetic_showcase._option("synthesis_mode") == "aggregate_seeded",
    )
}}
{{
    synthetic_showcase.report_aggregates(
        ref("showcase_trial_combination_counts"),
        ref("showcase_reported_attributes"),
        group_diversity=ref("showcase_group_diversity"),
    )
}}
