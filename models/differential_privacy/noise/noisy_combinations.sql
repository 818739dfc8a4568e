{{ synthetic_showcase._only_with(guarantee='differential_privacy') }}
{#- What was drawn is kept: it is paid for once. -#}
{{ config(materialized='incremental', full_refresh=false) }}
{{ synthetic_showcase.add_noise_to_combinations(
    ref('kept_combination_counts'), ref('expected_combinations'), ref('noise_scales'), ref('release_key'), ref('privacy_ledger')
) }}
