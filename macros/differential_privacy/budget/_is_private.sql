{#- Whether the release is made with differential privacy. -#}
{% macro _is_private() %}
    {%- set is_private = synthetic_showcase._option('guarantee') == 'differential_privacy' -%}
    {#- Checked here because dbt would otherwise complain of disabled models first. -#}
    {%- if is_private and target.type == 'spark' -%}
        {{ synthetic_showcase._refuse('guarantee', 'differential_privacy', 'k_anonymity on Spark, because differential privacy runs on DuckDB only') }}
    {%- endif -%}
    {{- return(is_private) -}}
{% endmacro %}
