{{ synthetic_showcase._only_with(engine='duckdb') }}
{{ synthetic_showcase.describe_release(
    ref('reported_totals'),
    ref('reported_columns'),
    checks=ref('release_checks'),
    noise_scales=ref('noise_scales') if synthetic_showcase._is_private() else none
) }}
