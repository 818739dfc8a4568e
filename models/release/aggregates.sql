{{ synthetic_showcase.publish(
    ref('reported_aggregates'),
    id='combination_id',
    columns=['length', 'selections', 'reported_count', 'standard_error'],
    checks=ref('release_checks')
) }}
