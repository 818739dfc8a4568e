{{ synthetic_showcase.take_trained(ref('input_records'), ref('trial_subjects')) }}
