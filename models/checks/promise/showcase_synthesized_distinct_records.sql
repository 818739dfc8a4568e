{{ synthetic_showcase.merge_records(ref("showcase_synthesized_record_attributes")) }}
