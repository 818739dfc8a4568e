{{ synthetic_showcase._only_with(engine="duckdb") }}
{{
    synthetic_showcase.describe_attributes(
        ref("showcase_reported_attributes"),
        ref("showcase_reported_columns"),
        checks=ref("showcase_release_checks"),
    )
}}
