{{ synthetic_showcase.measure_risk(ref('record_attributes'), ref('measured_records')) }}
