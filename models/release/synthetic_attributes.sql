{{ synthetic_showcase.list_synthetic_attributes(ref('synthetic_records')) }}
