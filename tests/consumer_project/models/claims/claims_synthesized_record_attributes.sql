{{ synthetic_showcase.encode_records(ref('claims_synthesized_records'), ref('claims_reported_attributes'), id='synthetic_id') }}
