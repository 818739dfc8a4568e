{#- What was drawn is kept: it is paid for once. -#}
{{ config(materialized='incremental', full_refresh=false, enabled=synthetic_showcase._private_bands() != {}) }}
{{ synthetic_showcase.measure_bands(
    synthetic_showcase._records_before_bands(), ref('public_attributes'), ref('release_key'), ref('privacy_ledger'), ref('privacy_budget'),
    ref('noise_plan')
) }}
