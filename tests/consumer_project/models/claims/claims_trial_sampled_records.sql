{{ synthetic_showcase.sample_records(ref('claims_trial_record_attributes'), resolution=20, mode='row_seeded', seed=7) }}
