{{ synthetic_showcase.take_trained(ref('claims_record_attributes'), ref('claims_trial_subjects')) }}
