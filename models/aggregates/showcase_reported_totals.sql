{% if synthetic_showcase._is_private() %}
    {{ synthetic_showcase.report_private_totals(ref("showcase_noise_scales")) }}
{% else %} {{ synthetic_showcase.report_totals(ref("showcase_input_records")) }}
{% endif %}
