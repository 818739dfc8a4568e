{#- Of comma, tab, semicolon and bar the one that a header has most of. -#}
{% macro _most_frequent_delimiter(header) %}
    {%- set found = namespace(delimiter=',', times=0) -%}
    {%- for delimiter in [',', '\t', ';', '|'] if header.count(delimiter) > found.times -%}
        {%- set found.times = header.count(delimiter) -%}
        {%- set found.delimiter = delimiter -%}
    {%- endfor -%}
    {{ return(found.delimiter) }}
{% endmacro %}
