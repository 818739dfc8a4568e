{% if synthetic_showcase._is_private() %}
    {{
        synthetic_showcase.compare_combinations(
            ref("showcase_combination_counts"),
            synthetic_showcase._as_numbered(
                ref("showcase_reported_aggregates"),
                ref("showcase_reported_attributes"),
                ref("showcase_attributes"),
            ),
            synthetic_showcase._as_numbered(
                ref("showcase_synthesized_combination_counts"),
                ref("showcase_reported_attributes"),
                ref("showcase_attributes"),
            ),
        )
    }}
{% else %}
    {{
        synthetic_showcase.compare_combinations(
            ref("showcase_combination_counts"),
            ref("showcase_reported_aggregates"),
            ref("showcase_synthesized_combination_counts"),
        )
    }}
{% endif %}
