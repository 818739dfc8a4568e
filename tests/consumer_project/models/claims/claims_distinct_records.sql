{{ synthetic_showcase.merge_records(ref('claims_record_attributes')) }}
