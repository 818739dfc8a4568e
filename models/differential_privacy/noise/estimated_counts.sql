{{ synthetic_showcase._only_with(guarantee='differential_privacy') }}
{{ synthetic_showcase.estimate_counts(
    ref('private_attributes'), ref('noisy_pairs'), ref('noisy_combinations'), ref('expected_combinations'), ref('noise_scales'), ref('release_key')
) }}
