{{ synthetic_showcase._only_with(guarantee="differential_privacy") }}
{{
    synthetic_showcase.list_private_attributes(
        ref("showcase_noisy_attributes"),
        ref("showcase_noise_scales"),
        ref("showcase_release_key"),
        ref("showcase_reported_columns"),
    )
}}
