{#- The fewest numbers that an unreported count may be narrowed to: the option, else half of the resolution, rounded up, and 2 at least. -#}
{% macro _min_interval(resolution, min_interval=none) %}
    {{ return(synthetic_showcase._option('min_interval', min_interval) or [2, (resolution + 1) // 2] | max) }}
{% endmacro %}
