{{ synthetic_showcase._only_with(guarantee='differential_privacy') }}
{#- What was drawn is kept: it is paid for once. -#}
{{ config(materialized='incremental', full_refresh=false) }}
{{ synthetic_showcase.add_noise_to_pairs(
    ref('kept_combination_counts'), ref('private_attributes'), ref('noise_scales'), ref('release_key'), ref('privacy_ledger')
) }}
