{#- The texts that mean in a column that the value is absent: blank, and its codes for missing values. -#}
{% macro _codes(column, missing_values) %}
    {%- if missing_values is mapping -%}
        {%- set missing_values = missing_values.get('*', []) + (synthetic_showcase._lookup(missing_values, column) or []) -%}
    {%- endif -%}
    {{ return(synthetic_showcase._spellings([''] + missing_values)) }}
{% endmacro %}
