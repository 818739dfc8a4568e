{{ synthetic_showcase.identify_release(
    synthetic_showcase._records_before_bands(), ref('reported_columns'), ref('fingerprint_key')
) }}
