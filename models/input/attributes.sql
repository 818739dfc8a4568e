{{ synthetic_showcase.list_attributes(ref('input_records')) }}
