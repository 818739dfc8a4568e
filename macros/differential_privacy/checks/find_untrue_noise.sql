{#-
  Finding: the noise of this release is that of `showcase_deterministic_noise_for_tests`, which protects nobody.

  Returns SQL with `reason`; no rows otherwise.

  Arguments: none.
-#}
{% macro find_untrue_noise() %}
select 'showcase_deterministic_noise_for_tests is set: this is not private' as reason
where {{ synthetic_showcase._option('deterministic_noise_for_tests') | lower }}
{% endmacro %}
