{{ synthetic_showcase.assess_records(ref('input_records'), ref('attributes'), ref('record_attributes')) }}
