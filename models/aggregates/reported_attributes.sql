{% if synthetic_showcase._is_private() %}
{{ synthetic_showcase.report_released_attributes(ref('released_attributes')) }}
{% else %}
{{ synthetic_showcase.report_attributes(ref('attributes')) }}
{% endif %}
