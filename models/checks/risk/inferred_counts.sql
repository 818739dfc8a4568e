{{ synthetic_showcase._only_with(guarantee='k_anonymity', engine='duckdb') }}
{{ synthetic_showcase.infer_counts(
    ref('reported_aggregates'), ref('reported_totals'), ref('reported_columns'), ref('attributes'), ref('readiness_summary'), ref('examined_wholes')
) }}
