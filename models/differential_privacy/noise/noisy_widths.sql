{{ synthetic_showcase._only_with(guarantee='differential_privacy', when=synthetic_showcase._option('contribution_bound') == 'private') }}
{#- What was drawn is kept: it is paid for once. -#}
{{ config(materialized='incremental', full_refresh=false) }}
{{ synthetic_showcase.add_noise_to_widths(
    ref('known_attributes'), ref('input_records'), ref('release_key'), ref('privacy_ledger'), ref('privacy_budget'), ref('noise_plan')
) }}
