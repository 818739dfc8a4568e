{#- What this run has kept under a key, as text; empty if nothing. On Spark nothing is kept. -#}
{% macro _kept(key) %}
    {{ return('' if target.type == 'spark' else run_query('select ' ~ synthetic_showcase._keep(key, "''")).rows[0][0]) }}
{% endmacro %}
