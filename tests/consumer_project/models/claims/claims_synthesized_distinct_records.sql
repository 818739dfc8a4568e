{{ synthetic_showcase.merge_records(ref('claims_synthesized_record_attributes')) }}
