{#-
  The fewest numbers that must remain possible for a count that is not reported: the option, else half of the
  resolution, rounded up, and at least 2.
-#}
{% macro _min_interval(resolution, min_interval=none) %}
    {{ return(synthetic_showcase._option('min_interval', min_interval) or [2, (resolution + 1) // 2] | max) }}
{% endmacro %}
