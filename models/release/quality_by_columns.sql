{{ synthetic_showcase.publish_quality_of_columns(
    ref('reported_aggregates'), ref('reported_attributes'), ref('synthesized_combination_counts'), checks=ref('release_checks')
) }}
