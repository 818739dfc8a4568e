{{ synthetic_showcase.describe_release(ref('reported_totals'), ref('reported_columns'), checks=ref('release_checks')) }}
