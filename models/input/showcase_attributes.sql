{{ synthetic_showcase.list_attributes(ref("showcase_input_records")) }}
