{#- What was drawn is kept: it is paid for once. -#}
{{ config(
    materialized='incremental',
    full_refresh=false,
    enabled=var('showcase_guarantee', 'k_anonymity') == 'differential_privacy' and var('showcase_contribution_bound', 'private') == 'private'
) }}
{{ synthetic_showcase.measure_widths(
    ref('known_attributes'), ref('input_records'), ref('release_key'), ref('privacy_ledger'), ref('privacy_budget'), ref('noise_plan')
) }}
