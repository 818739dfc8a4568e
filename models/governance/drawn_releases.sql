{{ synthetic_showcase._only_with(guarantee='differential_privacy') }}
{{ config(materialized='incremental', full_refresh=false) }}
{{ synthetic_showcase.mark_drawn(ref('release_key'), ref('noise_scales'), ref('noisy_combinations')) }}
