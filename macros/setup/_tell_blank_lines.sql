{#- Logs how many blank lines of a CSV file were skipped. -#}
{% macro _tell_blank_lines(path) %}
    {%- if target.type == 'spark' or (path | lower).endswith('.parquet') -%}
        {{ return('') }}
    {%- endif -%}
    {%- set found = synthetic_showcase._scan_csv(path, 'input_file') -%}
    {%- if found.blank_lines -%}
        {%- do log('synthetic_showcase | ' ~ path ~ ': ' ~ found.records ~ ' records; blank lines between them that are left out: ' ~ found.blank_lines, info=true) -%}
    {%- endif -%}
{% endmacro %}
