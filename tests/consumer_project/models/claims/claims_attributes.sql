{{ synthetic_showcase.list_attributes(ref('claims_records')) }}
