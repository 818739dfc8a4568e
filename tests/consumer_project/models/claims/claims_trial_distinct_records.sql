{{ synthetic_showcase.merge_records(ref('claims_trial_record_attributes')) }}
