{{ synthetic_showcase.encode_records(ref("showcase_input_records"), ref("showcase_attributes")) }}
