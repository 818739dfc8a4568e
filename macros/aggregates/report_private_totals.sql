{#-
  The noisy number of records.

  Returns SQL with one row: `reported_records`.

  Arguments: noise_scales, a relation made by `scale_noise`.
-#}
{% macro report_private_totals(noise_scales) %}
select cast(max(reported_records) as bigint) as reported_records from {{ noise_scales }}
{% endmacro %}
