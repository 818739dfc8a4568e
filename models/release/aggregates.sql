{{ synthetic_showcase.publish(
    ref('reported_aggregates'),
    id='combination_id',
    columns=['length', 'selections', 'reported_count'],
    checks=ref('release_checks')
) }}
