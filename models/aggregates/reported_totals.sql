{% if synthetic_showcase._is_private() %}
{{ synthetic_showcase.report_private_totals(ref('noise_scales')) }}
{% else %}
{{ synthetic_showcase.report_totals(ref('input_records')) }}
{% endif %}
