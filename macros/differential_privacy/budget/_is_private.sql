{#- Whether the release is made with differential privacy. -#}
{% macro _is_private() %}
    {%- set is_private = synthetic_showcase._option('guarantee') == 'differential_privacy' -%}
    {#- Checked here because dbt would otherwise complain of disabled models first. -#}
    {%- if is_private and target.type == 'spark' -%}
        {{ synthetic_showcase._refuse('guarantee', 'differential_privacy', 'k_anonymity on Spark: noise, its accounting and its ledger are those of DuckDB') }}
    {%- endif -%}
    {{- return(is_private) -}}
{% endmacro %}
