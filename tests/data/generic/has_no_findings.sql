{#- No check of a relation made by `summarize_checks` has findings. Where all checks are tests of the verdicts, these come first. -#}
{% test has_no_findings(model) %}
{{ synthetic_showcase._only_with(engine='spark') }}
select * from {{ model }} where findings > 0
{% endtest %}
