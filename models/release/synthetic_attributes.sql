{{ synthetic_showcase.list_synthetic_attributes(ref('synthesized_records'), checks=ref('release_checks')) }}
