{% if synthetic_showcase._is_private() %}
{{ synthetic_showcase.report_private_aggregates(ref('estimated_counts'), ref('private_attributes')) }}
{% else %}
{{ synthetic_showcase.report_aggregates(
    ref('combination_counts'), ref('reported_attributes'), group_diversity=none if target.type == 'spark' else ref('group_diversity')
) }}
{% endif %}
