{{ synthetic_showcase.merge_records(ref('synthesized_record_attributes')) }}
