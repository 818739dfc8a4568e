{#- The files that options name: a list of {path, option, how}, the arguments of `_read_file`. -#}
{% macro _files_named() %}
    {%- set path = synthetic_showcase._option('input_file') -%}
    {%- set files = [] if path is none else [{'path': path, 'option': 'input_file', 'how': none}] -%}
    {%- for entry in synthetic_showcase._option('hierarchies').values() if synthetic_showcase._hierarchy_file(entry) is not none -%}
        {%- do files.append(dict(synthetic_showcase._hierarchy_file(entry), option='hierarchies')) -%}
    {%- endfor -%}
    {{ return(files) }}
{% endmacro %}
