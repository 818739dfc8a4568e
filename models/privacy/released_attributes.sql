{{ synthetic_showcase.list_released_attributes(
    ref('noisy_attributes'), ref('noise_scales'), ref('release_key'), ref('reported_columns')
) }}
