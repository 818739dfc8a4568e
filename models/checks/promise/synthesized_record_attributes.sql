{{ synthetic_showcase.encode_records(ref('synthesized_records'), ref('reported_attributes'), id='synthetic_id') }}
