{#- The results of a run that forbid a release. -#}
{% macro _failed_results(results) %}
    {{ return(results | selectattr('status', 'in', ['error', 'fail', 'runtime error', 'skipped', 'partial success']) | list) }}
{% endmacro %}
