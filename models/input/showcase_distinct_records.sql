{{ synthetic_showcase.merge_records(ref("showcase_record_attributes")) }}
