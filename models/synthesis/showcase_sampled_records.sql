{% set mode = synthetic_showcase._option("synthesis_mode") %}
{% if mode == "aggregate_fitted" %}
    {{
        synthetic_showcase.fit_records(
            ref("showcase_reported_aggregates"),
            ref("showcase_reported_attributes"),
            ref("showcase_reported_columns"),
            ref("showcase_reported_totals"),
        )
    }}
{% elif mode == "aggregate_seeded" %}
    {{ synthetic_showcase.sample_aggregates(ref("showcase_reported_aggregates")) }}
{% else %}
    {{
        synthetic_showcase.sample_records(
            ref("showcase_distinct_records"),
            ref("showcase_attributes"),
            ref("showcase_input_records"),
        )
    }}
{% endif %}
