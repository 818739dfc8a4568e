{{ synthetic_showcase.merge_records(ref('record_attributes')) }}
