{{ synthetic_showcase._only_with(guarantee='k_anonymity', engine='duckdb') }}
{{ synthetic_showcase.take_trained(ref('input_records'), ref('trial_subjects')) }}
