{{ synthetic_showcase._only_with(guarantee="differential_privacy") }}
{{
    synthetic_showcase.limit_contributions(
        ref("showcase_known_attributes"),
        ref("showcase_noise_scales"),
        ref("showcase_contribution_salt"),
    )
}}
