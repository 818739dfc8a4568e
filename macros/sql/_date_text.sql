{#- SQL for a timestamp as text: its `year`, or its `month` as in 2020-12. DuckDB: strftime; Spark: date_format. -#}
{% macro _date_text(date, unit) %}
    {{- return(adapter.dispatch('_date_text', 'synthetic_showcase')(date, unit)) -}}
{% endmacro %}

{% macro default___date_text(date, unit) %}
    {{- return('strftime(' ~ date ~ ", '" ~ {'year': '%Y', 'month': '%Y-%m'}[unit] ~ "')") -}}
{% endmacro %}

{% macro spark___date_text(date, unit) %}
    {{- return('date_format(' ~ date ~ ", '" ~ {'year': 'yyyy', 'month': 'yyyy-MM'}[unit] ~ "')") -}}
{% endmacro %}
