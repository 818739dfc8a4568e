{{ synthetic_showcase._only_with(guarantee="differential_privacy") }}
{{
    synthetic_showcase.plan_noise(
        ref("showcase_noisy_record_count"),
        ref("showcase_release_key"),
        ref("showcase_privacy_budget"),
        ref("showcase_reported_columns"),
        ref("showcase_public_attributes"),
    )
}}
