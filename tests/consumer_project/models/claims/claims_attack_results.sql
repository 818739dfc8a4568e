{{ synthetic_showcase.run_attacks(
    ref('claims_record_attributes'), ref('claims_attributes'), ref('claims_trial_subjects'), ref('claims_trial_sampled_records')
) }}
