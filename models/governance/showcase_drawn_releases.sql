{{ synthetic_showcase._only_with(guarantee="differential_privacy") }}
{{ config(materialized="incremental", full_refresh=false) }}
{{
    synthetic_showcase.mark_drawn(
        ref("showcase_release_key"),
        ref("showcase_noise_scales"),
        ref("showcase_noisy_combinations"),
    )
}}
