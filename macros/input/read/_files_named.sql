{#- The files that options name: a list of {path, option, how}, the arguments of `_read_file`. -#}
{% macro _files_named() %}
    {%- set path = synthetic_showcase._option('input_file') -%}
    {%- set files = [] if path is none else [{'path': path, 'option': 'input_file', 'how': none}] -%}
    {%- set labels = synthetic_showcase._option('labels').values() | select('mapping') | map(attribute='values_from') | select('defined') -%}
    {%- for option, entries in [('hierarchies', synthetic_showcase._option('hierarchies').values()), ('labels', labels)] -%}
        {%- for entry in entries if synthetic_showcase._named_file(entry) is not none -%}
            {%- do files.append(dict(synthetic_showcase._named_file(entry), option=option)) -%}
        {%- endfor -%}
    {%- endfor -%}
    {{ return(files) }}
{% endmacro %}
