{{ synthetic_showcase.publish(
    ref('claims_reported_aggregates'),
    id='combination_id',
    columns=['length', 'selections', 'reported_count'],
    checks=ref('claims_checks')
) }}
