{{ synthetic_showcase._only_with(when=synthetic_showcase._private_bands() != {}) }}
{#- Incremental, because drawn noise has to be kept: drawing it again would be charged again. -#}
{{ config(materialized="incremental", full_refresh=false) }}
{{
    synthetic_showcase.add_noise_to_bands(
        synthetic_showcase._records_before_bands(),
        ref("showcase_public_attributes"),
        ref("showcase_release_key"),
        ref("showcase_privacy_ledger"),
        ref("showcase_privacy_budget"),
        ref("showcase_noise_plan"),
    )
}}
