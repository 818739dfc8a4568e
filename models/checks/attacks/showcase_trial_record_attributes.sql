{{ synthetic_showcase._only_with(guarantee="k_anonymity", engine="duckdb") }}
{{
    synthetic_showcase.take_trained(
        ref("showcase_record_attributes"), ref("showcase_trial_subjects")
    )
}}
