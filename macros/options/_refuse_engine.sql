{#- Stop: what is asked for does not run on the engine of the target. Not while dbt parses, for it parses models that are disabled there too. -#}
{% macro _refuse_engine(what) %}
    {%- if execute -%}
        {{ exceptions.raise_compiler_error('synthetic_showcase: ' ~ what ~ '; the target is of type ' ~ target.type ~ '.') }}
    {%- endif -%}
{% endmacro %}
