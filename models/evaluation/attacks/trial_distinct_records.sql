{{ synthetic_showcase.merge_records(ref('trial_record_attributes')) }}
