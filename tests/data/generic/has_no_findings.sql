{#-
  Fails if a check of a relation made by `summarize_checks` has findings. For Spark alone: on DuckDB the verdicts are
  tested instead, with clearer messages.
-#}
{% test has_no_findings(model) %}
    {{ synthetic_showcase._only_with(engine="spark") }} select * from {{ model }} where findings > 0
{% endtest %}
