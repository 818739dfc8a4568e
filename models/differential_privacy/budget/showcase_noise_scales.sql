{{ synthetic_showcase._only_with(guarantee="differential_privacy") }}
{{
    synthetic_showcase.scale_noise(
        ref("showcase_noise_plan"),
        ref("showcase_privacy_budget"),
        ref("showcase_release_key"),
        noisy_widths=(
            ref("showcase_noisy_widths")
            if synthetic_showcase._option("contribution_bound") == "private"
            else none
        ),
    )
}}
