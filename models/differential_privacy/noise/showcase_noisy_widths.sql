{{
    synthetic_showcase._only_with(
        guarantee="differential_privacy",
        when=synthetic_showcase._option("contribution_bound") == "private",
    )
}}
{#- Incremental, because drawn noise has to be kept: drawing it again would be charged again. -#}
{{ config(materialized="incremental", full_refresh=false) }}
{{
    synthetic_showcase.add_noise_to_widths(
        ref("showcase_known_attributes"),
        ref("showcase_input_records"),
        ref("showcase_release_key"),
        ref("showcase_privacy_ledger"),
        ref("showcase_privacy_budget"),
        ref("showcase_noise_plan"),
    )
}}
