{{ synthetic_showcase._only_with(guarantee='differential_privacy') }}
{#- What was drawn is kept: it is paid for once. -#}
{{ config(materialized='incremental', full_refresh=false) }}
{{ synthetic_showcase.add_noise_to_attributes(
    ref('kept_attributes'), ref('attributes'), synthetic_showcase._known_values(), ref('noise_scales'), ref('release_key'), ref('privacy_ledger')
) }}
