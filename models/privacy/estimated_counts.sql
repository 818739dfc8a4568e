{{ synthetic_showcase.estimate_counts(
    ref('released_attributes'), ref('noisy_pairs'), ref('noisy_combinations'), ref('expected_combinations'), ref('noise_scales'), ref('release_key')
) }}
