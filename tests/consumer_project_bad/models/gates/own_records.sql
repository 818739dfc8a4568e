{{ synthetic_showcase.prepare_records(ref('intakes'), subject_id='intake_id') }}
