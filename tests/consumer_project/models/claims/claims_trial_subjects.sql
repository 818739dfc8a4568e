{{ synthetic_showcase.split_subjects(ref('claims_record_attributes')) }}
