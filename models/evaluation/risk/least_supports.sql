{{ synthetic_showcase.measure_risk(ref('record_attributes'), ref('distinct_records'), ref('measured_records')) }}
