{{ synthetic_showcase._only_with(engine="duckdb") }}
{{
    synthetic_showcase.describe_release(
        ref("showcase_reported_totals"),
        ref("showcase_reported_columns"),
        checks=ref("showcase_release_checks"),
        noise_scales=ref("showcase_noise_scales") if synthetic_showcase._is_private() else none,
    )
}}
