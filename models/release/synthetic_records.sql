{{ synthetic_showcase.publish_records(
    ref('synthesized_records'), ref('reported_columns'), checks=ref('release_checks')
) }}
