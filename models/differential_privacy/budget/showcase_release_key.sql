{{ synthetic_showcase._only_with(guarantee="differential_privacy") }}
{{
    synthetic_showcase.identify_release(
        synthetic_showcase._records_before_bands(),
        ref("showcase_reported_columns"),
        ref("showcase_fingerprint_key"),
    )
}}
