{{ synthetic_showcase.split_subjects(ref('record_attributes')) }}
