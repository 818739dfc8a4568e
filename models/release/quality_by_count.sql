{{ synthetic_showcase.publish_quality(
    ref('reported_aggregates'), ref('synthesized_combination_counts'), by='count', checks=ref('release_checks')
) }}
