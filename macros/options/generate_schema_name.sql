{#-
  The schema of a model of this package: the one that is configured, as it is, where the package is the
  root project. dbt asks this macro in a project that installs the package too; there the macro of that
  project decides, or dbt's.
-#}
{% macro generate_schema_name(custom_schema_name, node) %}
    {%- if project_name == 'synthetic_showcase' -%}
        {{ return(target.schema if custom_schema_name is none else custom_schema_name | trim) }}
    {%- elif 'generate_schema_name' in context.get(project_name, {}) -%}
        {{ return(context[project_name].generate_schema_name(custom_schema_name, node) | trim) }}
    {%- endif -%}
    {{ return(dbt.generate_schema_name(custom_schema_name, node)) }}
{% endmacro %}
