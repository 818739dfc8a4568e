{#- The delimiter that occurs most often in a header: comma, tab, semicolon or bar. -#}
{% macro _most_frequent_delimiter(header) %}
    {%- set found = namespace(delimiter=',', times=0) -%}
    {%- for delimiter in [',', '\t', ';', '|'] if header.count(delimiter) > found.times -%}
        {%- set found.times = header.count(delimiter) -%}
        {%- set found.delimiter = delimiter -%}
    {%- endfor -%}
    {{ return(found.delimiter) }}
{% endmacro %}
