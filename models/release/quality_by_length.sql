{{ synthetic_showcase.publish_quality(
    ref('reported_aggregates'), ref('synthesized_combination_counts'), by='length', checks=ref('release_checks')
) }}
