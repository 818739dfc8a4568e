{#- What was drawn is kept: it is paid for once. -#}
{{ config(materialized='incremental', full_refresh=false) }}
{{ synthetic_showcase.measure_pairs(
    ref('kept_combination_counts'), ref('released_attributes'), ref('noise_scales'), ref('release_key'), ref('privacy_ledger')
) }}
