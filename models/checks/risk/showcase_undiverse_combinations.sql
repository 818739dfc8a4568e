{{ synthetic_showcase._only_with(guarantee="k_anonymity", engine="duckdb") }}
{{
    synthetic_showcase.find_undiverse_combinations(
        ref("showcase_synthesized_distinct_records"),
        ref("showcase_reported_aggregates"),
        ref("showcase_attributes"),
        ref("showcase_distinct_records"),
        ref("showcase_input_records"),
        whole_records=synthetic_showcase._option("synthesis_mode") != "aggregate_seeded",
    )
}}
