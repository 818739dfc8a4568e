{{ synthetic_showcase.assess_records(ref('input_records'), ref('attributes'), ref('record_attributes'), ref('distinct_records')) }}
