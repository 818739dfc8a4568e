{#- The texts that mean in a column that the value is absent: blank, its empty values, and 0 unless `keep_zero`. -#}
{% macro _codes(column, empty_values, keep_zero) %}
    {%- if empty_values is mapping -%}
        {%- set empty_values = empty_values.get('*', []) + (synthetic_showcase._lookup(empty_values, column) or []) -%}
    {%- endif -%}
    {{ return(([''] + empty_values + ([] if keep_zero else ['0', '0.0'])) | map('string') | map('trim') | unique | list) }}
{% endmacro %}
