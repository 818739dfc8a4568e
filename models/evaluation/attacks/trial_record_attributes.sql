{{ synthetic_showcase.take_trained(ref('record_attributes'), ref('trial_subjects')) }}
