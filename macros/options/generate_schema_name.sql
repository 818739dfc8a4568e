{#-
  The schema of a model of this project where it is the root: the one that is configured, as it is. In a
  project that installs the package, that project's own macro of this name decides, or dbt's.
-#}
{% macro generate_schema_name(custom_schema_name, node) %}
    {{- return(target.schema if custom_schema_name is none else custom_schema_name | trim) -}}
{% endmacro %}
