{{ synthetic_showcase._only_with(guarantee='differential_privacy') }}
{{ synthetic_showcase.list_private_attributes(
    ref('noisy_attributes'), ref('noise_scales'), ref('release_key'), ref('reported_columns')
) }}
