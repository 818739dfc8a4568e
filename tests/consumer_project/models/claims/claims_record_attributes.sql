{{ synthetic_showcase.encode_records(ref('claims_records'), ref('claims_attributes')) }}
