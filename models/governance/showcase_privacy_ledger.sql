{{ synthetic_showcase._only_with(guarantee="differential_privacy") }}
{#- Append-only: the charge of a release is on the disk before its noise is drawn. -#}
{{ config(materialized="incremental", full_refresh=false) }}
{{
    synthetic_showcase.charge_budget(
        ref("showcase_release_key"),
        ref("showcase_privacy_budget"),
        reported_columns=ref("showcase_reported_columns"),
    )
}}
