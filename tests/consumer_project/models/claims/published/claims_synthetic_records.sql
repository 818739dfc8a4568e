{{ synthetic_showcase.publish(ref('claims_synthesized_records'), id='synthetic_id', checks=ref('claims_checks')) }}
