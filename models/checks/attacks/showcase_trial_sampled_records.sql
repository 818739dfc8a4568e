{{ synthetic_showcase._only_with(guarantee="k_anonymity", engine="duckdb") }}
{% set mode = synthetic_showcase._option("synthesis_mode") %}
{% if mode == "aggregate_seeded" %}
    {{ synthetic_showcase.sample_aggregates(ref("showcase_trial_aggregates")) }}
{% else %}
    {{
        synthetic_showcase.sample_records(
            ref("showcase_trial_distinct_records"),
            ref("showcase_attributes"),
            ref("showcase_trial_records") if mode == "unseeded" else none,
        )
    }}
{% endif %}
