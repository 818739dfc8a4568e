{% if synthetic_showcase._is_private() %}
{{ synthetic_showcase.report_private_attributes(ref('private_attributes')) }}
{% else %}
{{ synthetic_showcase.report_attributes(ref('attributes')) }}
{% endif %}
