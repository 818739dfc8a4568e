{{ synthetic_showcase._only_with(engine="duckdb") }}
{{ synthetic_showcase.find_expired_exceptions(ref("showcase_accepted_exceptions")) }}
