{{ synthetic_showcase._only_with(guarantee='k_anonymity', engine='duckdb') }}
{{ synthetic_showcase.run_attacks(ref('record_attributes'), ref('attributes'), ref('trial_subjects'), ref('trial_sampled_records')) }}
