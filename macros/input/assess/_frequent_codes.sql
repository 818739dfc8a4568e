{#- Codes that often mean in a table that a value is missing, in small letters. -#}
{% macro _frequent_codes() %}
    {{ return(synthetic_showcase._spellings([
        'na', 'n/a', 'n.a.', '#n/a', 'null', 'none', 'nan', 'unknown', '-', '.', '?', '-1', '-8', '-9', '-99', '99', '999', '1900-01-01'
    ])) }}
{% endmacro %}
