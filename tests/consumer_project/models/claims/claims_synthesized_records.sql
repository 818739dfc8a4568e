{{ synthetic_showcase.decode_records(ref('claims_sampled_records'), ref('claims_reported_attributes'), ref('claims_reported_columns')) }}
