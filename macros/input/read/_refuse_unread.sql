{#-
  Raises an error if a scan refuses a file: it says what is wrong, in which line, and the setting that helps.
  Arguments: path; option, the one that names it; found, what `files.table` gives.
-#}
{% macro _refuse_unread(path, option, found) %}
    {%- if found.problem -%}
        {%- set said = 'which can not be read as ' ~ synthetic_showcase._file_kind(path).name ~ ': ' ~ found.problem ~ found.help ~ '.' -%}
        {#- Of another file its entry says what options say of the input. -#}
        {{ exceptions.raise_compiler_error(
            'synthetic_showcase: showcase_' ~ option ~ ' names ' ~ path ~ ', ' ~ (said if option == 'input_file' else said | replace('showcase_input_', 'its '))
        ) }}
    {%- endif -%}
{% endmacro %}
