{{ synthetic_showcase._only_with(guarantee='k_anonymity', engine='duckdb') }}
{{ synthetic_showcase.take_trained(ref('showcase_input_records'), ref('showcase_trial_subjects')) }}
