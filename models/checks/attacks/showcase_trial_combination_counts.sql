{{
    synthetic_showcase._only_with(
        guarantee="k_anonymity",
        engine="duckdb",
        when=synthetic_showcase._option("synthesis_mode") == "aggregate_seeded",
    )
}}
{{ synthetic_showcase.count_combinations(ref("showcase_trial_distinct_records")) }}
