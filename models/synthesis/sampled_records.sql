{{ synthetic_showcase.sample_records(ref('record_attributes')) }}
