{{ synthetic_showcase._only_with(guarantee='k_anonymity', engine='duckdb') }}
{{ synthetic_showcase.snapshot_aggregates(
    ref('reported_aggregates'), ref('reported_totals'), ref('reported_columns'), ref('reported_attributes'),
    ref('distinct_records'), ref('attributes')
) }}
