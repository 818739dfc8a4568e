{#-
  The schema of a model: the configured one, without a prefix, if this package is the root project. In a project that
  installs the package, the macro of that project or dbt's own decides.
-#}
{% macro generate_schema_name(custom_schema_name, node) %}
    {%- if project_name == 'synthetic_showcase' -%}
        {{ return(target.schema if custom_schema_name is none else custom_schema_name | trim) }}
    {%- elif 'generate_schema_name' in context.get(project_name, {}) -%}
        {{ return(context[project_name].generate_schema_name(custom_schema_name, node) | trim) }}
    {%- endif -%}
    {{ return(dbt.generate_schema_name(custom_schema_name, node)) }}
{% endmacro %}
