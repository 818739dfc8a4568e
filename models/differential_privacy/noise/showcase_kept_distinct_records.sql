{{ synthetic_showcase._only_with(guarantee="differential_privacy") }}
{{
    synthetic_showcase.encode_private(
        ref("showcase_kept_attributes"),
        ref("showcase_attributes"),
        ref("showcase_private_attributes"),
    )
}}
