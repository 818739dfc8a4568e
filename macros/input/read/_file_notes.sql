{#- What was left out of the CSV file of the input, and what looks wrong in it, as a list of sentences. -#}
{% macro _file_notes() %}
    {%- set path = synthetic_showcase._option('input_file') -%}
    {%- if path is none or target.type == 'spark' -%}
        {{ return([]) }}
    {%- endif -%}
    {{ return(fromjson(synthetic_showcase._kept(synthetic_showcase._read_file(path))).get('notes', [])) }}
{% endmacro %}
