{{ synthetic_showcase._only_with(engine='duckdb') }}
{{ synthetic_showcase.describe_attributes(ref('reported_attributes'), ref('reported_columns'), checks=ref('release_checks')) }}
