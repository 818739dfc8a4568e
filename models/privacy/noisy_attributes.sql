{#- What was drawn is kept: it is paid for once. -#}
{{ config(materialized='incremental', full_refresh=false) }}
{{ synthetic_showcase.measure_attributes(
    ref('kept_attributes'), ref('attributes'), synthetic_showcase._known_values(), ref('noise_scales'), ref('release_key'), ref('privacy_ledger')
) }}
