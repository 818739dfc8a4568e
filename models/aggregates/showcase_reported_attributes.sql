{% if synthetic_showcase._is_private() %}
    {{ synthetic_showcase.report_private_attributes(ref("showcase_private_attributes")) }}
{% else %} {{ synthetic_showcase.report_attributes(ref("showcase_attributes")) }}
{% endif %}
