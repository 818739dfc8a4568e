{#- The version in dbt_project.yml, which a macro can't read where the package is not the root project. -#}
{% macro _package_version() %}
    {{- return('0.1.0') -}}
{% endmacro %}
