{{ synthetic_showcase.find_unsupported_records(
    ref('claims_synthesized_records'), ref('claims_attributes'), ref('claims_distinct_records'), resolution=20
) }}
