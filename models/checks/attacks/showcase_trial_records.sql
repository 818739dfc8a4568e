{#- Only the mode unseeded needs the records; the others are made from distinct records. -#}
{{
    synthetic_showcase._only_with(
        guarantee="k_anonymity",
        engine="duckdb",
        when=synthetic_showcase._option("synthesis_mode") == "unseeded",
    )
}}
{{ synthetic_showcase.take_trained(ref("showcase_input_records"), ref("showcase_trial_subjects")) }}
