{{ synthetic_showcase._only_with(guarantee="differential_privacy") }}
{#- Incremental, because drawn noise has to be kept: drawing it again would be charged again. -#}
{{ config(materialized="incremental", full_refresh=false) }}
{{
    synthetic_showcase.add_noise_to_attributes(
        ref("showcase_kept_attributes"),
        ref("showcase_attributes"),
        synthetic_showcase._known_values(),
        ref("showcase_noise_scales"),
        ref("showcase_release_key"),
        ref("showcase_privacy_ledger"),
    )
}}
