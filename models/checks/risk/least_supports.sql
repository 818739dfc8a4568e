{{ synthetic_showcase._only_with(guarantee='k_anonymity', engine='duckdb') }}
{{ synthetic_showcase.measure_risk(ref('record_attributes'), ref('distinct_records'), ref('measured_records')) }}
