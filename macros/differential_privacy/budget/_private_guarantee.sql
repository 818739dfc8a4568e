{#-
  SQL for the guarantee of a release with differential privacy, in words. Argument: relation made by `scale_noise`.
-#}
{% macro _private_guarantee(noise_scales, reporting_length) -%}
(
    select {% if synthetic_showcase._option('deterministic_noise_for_tests') %}'NOT PRIVATE: made with deterministic noise, for tests. ' || {% endif %}'Differential privacy with epsilon ' || any_value(epsilon) || ' and delta ' || any_value(delta)
        || ': whatever is published is almost as likely with or without {{ synthetic_showcase._neighbour_relation() }}. Odds that anybody gives to anything about a person change by a factor of at most '
        || round(exp(any_value(epsilon)), 1) || ', but with a probability of delta. Counts of combinations of up to {{ reporting_length }} values are estimates, with their standard errors; the synthetic records are made from these counts alone.'
    from {{ noise_scales }}
)
{%- endmacro %}
