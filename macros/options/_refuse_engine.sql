{#-
  Raises the error that a feature does not run on the engine of the target; not while dbt parses, because it parses
  disabled models too.
-#}
{% macro _refuse_engine(what) %}
    {%- if execute -%}
        {{ exceptions.raise_compiler_error('synthetic_showcase: ' ~ what ~ '; the target is of type ' ~ target.type ~ '.') }}
    {%- endif -%}
{% endmacro %}
