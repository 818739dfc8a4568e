{#-
  Raises an error if no sensitive table is named: the example is the default only if this package is the root project.
-#}
{% macro _check_input_named() %}
    {%- if synthetic_showcase._option('input_file') is none and synthetic_showcase._option('input_format') -%}
        {{ synthetic_showcase._refuse('input_format', synthetic_showcase._option('input_format'), 'left out without showcase_input_file: it says how a file is written') }}
    {%- elif synthetic_showcase._option('input_file') is none and synthetic_showcase._option('input_sheet') is not none -%}
        {{ synthetic_showcase._refuse('input_sheet', synthetic_showcase._option('input_sheet'), 'left out without showcase_input_file: it names a sheet of a workbook') }}
    {%- endif -%}
    {%- if synthetic_showcase._option('input_file') is none and synthetic_showcase._option('input_model') is none -%}
        {{ synthetic_showcase._refuse(
            'input_model', none, 'the model, seed or source (as source.table) that holds the sensitive table; a file is named in showcase_input_file'
        ) }}
    {%- endif -%}
{% endmacro %}
