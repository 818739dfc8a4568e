{#-
  Whether sensitive values are removed from synthetic records for min_diversity. In aggregate_seeded that is not
  needed, because the records are made from aggregates that are diverse already.
-#}
{% macro _makes_diverse() %}
    {{- return(synthetic_showcase._option('min_diversity') is not none and synthetic_showcase._option('synthesis_mode') != 'aggregate_seeded') -}}
{% endmacro %}
