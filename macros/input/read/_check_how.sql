{#-
  Raises an error if an option says something of how a file is written that a file of its kind does not leave open.
  Arguments: path; option, the one that names it; how, {setting of `showcase_input_format`, or sheet: value}.
-#}
{% macro _check_how(path, option, how) %}
    {%- set kind = synthetic_showcase._file_kind(path) -%}
    {%- set keys = kind['keys'] | reject('equalto', 'sheet') | join(', ') -%}
    {%- set may_be = 'a mapping with some of the keys ' ~ keys if keys else 'left out' -%}
    {%- for key, setting in how.items() if key not in kind['keys'] -%}
        {%- if option != 'input_file' -%}
            {{ synthetic_showcase._refuse(option, {'file': path, key: setting}, 'a file of which ' ~ key ~ ' can be said, and not one of ' ~ kind.name) }}
        {%- elif key == 'sheet' -%}
            {{ synthetic_showcase._refuse('input_sheet', setting, 'left out unless showcase_input_file is an XLSX file') }}
        {%- else -%}
            {{ synthetic_showcase._refuse('input_format', {key: setting}, may_be ~ ' with ' ~ ('an ' if kind.name == 'XLSX' else 'a ') ~ kind.name ~ ' file, which says itself how it is written') }}
        {%- endif -%}
    {%- endfor -%}
{% endmacro %}
