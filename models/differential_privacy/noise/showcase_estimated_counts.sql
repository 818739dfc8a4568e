{{ synthetic_showcase._only_with(guarantee="differential_privacy") }}
{{
    synthetic_showcase.estimate_counts(
        ref("showcase_private_attributes"),
        ref("showcase_noisy_pairs"),
        ref("showcase_noisy_combinations"),
        ref("showcase_expected_combinations"),
        ref("showcase_noise_scales"),
        ref("showcase_release_key"),
    )
}}
