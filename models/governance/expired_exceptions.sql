{{ synthetic_showcase.find_expired_exceptions(ref('accepted_exceptions')) }}
