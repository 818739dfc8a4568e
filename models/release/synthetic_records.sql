{{ synthetic_showcase.publish(ref('synthesized_records'), id='synthetic_id', checks=ref('release_checks')) }}
