{#- Whether the release is made with differential privacy. -#}
{% macro _is_private() %}
    {{- return(synthetic_showcase._option('guarantee') == 'differential_privacy') -}}
{% endmacro %}
