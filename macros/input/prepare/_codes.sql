{#- The texts that mean in a column that the value is absent: blank, its empty values, and 0 unless `keep_zero`. -#}
{% macro _codes(column, missing_values, keep_zero) %}
    {%- if missing_values is mapping -%}
        {%- set missing_values = missing_values.get('*', []) + (synthetic_showcase._lookup(missing_values, column) or []) -%}
    {%- endif -%}
    {{ return(([''] + missing_values + ([] if keep_zero else ['0', '0.0'])) | map('string') | map('trim') | unique | list) }}
{% endmacro %}
