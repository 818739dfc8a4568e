{{ synthetic_showcase.snapshot_aggregates(
    ref('reported_aggregates'), ref('reported_totals'), ref('reported_columns'), ref('reported_attributes'),
    ref('distinct_records'), ref('attributes')
) }}
