{{ synthetic_showcase.encode_records(ref('input_records'), ref('attributes')) }}
