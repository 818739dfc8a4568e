{{ synthetic_showcase._only_with(guarantee='differential_privacy') }}
{{ synthetic_showcase.plan_noise(
    ref('noisy_record_count'), ref('release_key'), ref('privacy_budget'), ref('reported_columns'), ref('public_attributes')
) }}
