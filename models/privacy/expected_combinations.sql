{{ synthetic_showcase.expect_counts(ref('released_attributes'), ref('noisy_pairs'), ref('noise_scales'), ref('release_key')) }}
