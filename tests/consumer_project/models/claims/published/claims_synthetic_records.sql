{{ synthetic_showcase.publish_records(ref('claims_synthesized_records'), ref('claims_reported_columns'), checks=ref('claims_checks')) }}
