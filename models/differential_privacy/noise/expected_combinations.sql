{{ synthetic_showcase._only_with(guarantee='differential_privacy') }}
{{ synthetic_showcase.expect_counts(ref('private_attributes'), ref('noisy_pairs'), ref('noise_scales'), ref('release_key')) }}
