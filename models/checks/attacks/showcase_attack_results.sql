{{ synthetic_showcase._only_with(guarantee="k_anonymity", engine="duckdb") }}
{{
    synthetic_showcase.run_attacks(
        ref("showcase_record_attributes"),
        ref("showcase_attributes"),
        ref("showcase_trial_subjects"),
        ref("showcase_trial_sampled_records"),
    )
}}
