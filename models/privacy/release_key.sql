{{ synthetic_showcase.identify_release(
    ref('record_attributes'), ref('attributes'), ref('input_records'), ref('reported_columns'), ref('fingerprint_key')
) }}
