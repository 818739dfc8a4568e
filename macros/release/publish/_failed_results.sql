{#- Those of the results of a run after which nothing may leave. -#}
{% macro _failed_results(results) %}
    {{ return(results | selectattr('status', 'in', ['error', 'fail', 'runtime error', 'skipped', 'partial success']) | list) }}
{% endmacro %}
