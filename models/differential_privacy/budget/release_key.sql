{{ synthetic_showcase._only_with(guarantee='differential_privacy') }}
{{ synthetic_showcase.identify_release(
    synthetic_showcase._records_before_bands(), ref('reported_columns'), ref('fingerprint_key')
) }}
