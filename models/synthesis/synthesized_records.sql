{{ synthetic_showcase.decode_records(ref('sampled_records'), ref('reported_attributes'), ref('reported_columns')) }}
