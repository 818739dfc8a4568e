{{ synthetic_showcase.prepare_records(ref('benefit_claims'), subject_id='claimant_id') }}
