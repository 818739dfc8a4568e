{{ synthetic_showcase.publish_aggregate_attributes(ref('reported_aggregates'), ref('reported_attributes'), checks=ref('release_checks')) }}
