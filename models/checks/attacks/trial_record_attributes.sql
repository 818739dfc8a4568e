{{ synthetic_showcase._only_with(guarantee='k_anonymity', engine='duckdb') }}
{{ synthetic_showcase.take_trained(ref('record_attributes'), ref('trial_subjects')) }}
