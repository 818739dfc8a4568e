{#- What was left out of the CSV file of the input, and what looks wrong in it, as a list of sentences. DuckDB only. -#}
{% macro _file_notes() %}
    {%- set path = synthetic_showcase._option('input_file') -%}
    {{ return([] if path is none else fromjson(synthetic_showcase._kept(synthetic_showcase._read_file(path))).get('notes', [])) }}
{% endmacro %}
