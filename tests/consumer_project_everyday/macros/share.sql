{% macro share(part, whole) %}{{ return(adapter.dispatch('share', 'consumer_everyday')(part, whole)) }}{% endmacro %}

{% macro default__share(part, whole) %}({{ part }}) / nullif({{ whole }}, 0){% endmacro %}

{% macro duckdb__share(part, whole) %}round(cast({{ part }} as double) / nullif({{ whole }}, 0), 3){% endmacro %}
