{% if synthetic_showcase._is_private() %}
    {{
        synthetic_showcase.report_private_aggregates(
            ref("showcase_estimated_counts"), ref("showcase_private_attributes")
        )
    }}
{% else %}
    {{
        synthetic_showcase.report_aggregates(
            ref("showcase_combination_counts"),
            ref("showcase_reported_attributes"),
            group_diversity=none if target.type == "spark" else ref("showcase_group_diversity"),
        )
    }}
{% endif %}
