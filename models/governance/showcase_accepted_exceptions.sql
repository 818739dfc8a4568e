{{ synthetic_showcase._only_with(engine="duckdb") }} {{ synthetic_showcase.list_exceptions() }}
