{{ synthetic_showcase._only_with(guarantee="differential_privacy") }}
{#- Incremental, because drawn noise has to be kept: drawing it again would be charged again. -#}
{{ config(materialized="incremental", full_refresh=false) }}
{{
    synthetic_showcase.add_noise_to_record_count(
        synthetic_showcase._records_before_bands(),
        ref("showcase_release_key"),
        ref("showcase_privacy_ledger"),
        ref("showcase_privacy_budget"),
    )
}}
