{#- What was drawn is kept: it is paid for once. -#}
{{ config(materialized='incremental', full_refresh=false) }}
{{ synthetic_showcase.measure_record_count(
    synthetic_showcase._records_before_bands(), ref('release_key'), ref('privacy_ledger'), ref('privacy_budget')
) }}
