{{ synthetic_showcase._only_with(guarantee='k_anonymity', engine='duckdb') }}
{{ synthetic_showcase.merge_records(ref('trial_record_attributes')) }}
