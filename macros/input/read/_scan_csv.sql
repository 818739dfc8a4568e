{#-
  What `csv_files.scan` finds in a CSV file, as a dictionary. If the file can be read in several ways or in none,
  raises an error that names the line and the option that helps, and shows no value of the file.
-#}
{% macro _scan_csv(path, option) %}
    {%- set given = synthetic_showcase._option('input_format') if option == 'input_file' else {} -%}
    {%- set found = fromjson(run_query(
        'select showcase_scan_csv(' ~ synthetic_showcase._text(path) ~ ', ' ~ synthetic_showcase._text(tojson(given)) ~ ')'
    ).rows[0][0]) -%}
    {%- if found.problem -%}
        {{ exceptions.raise_compiler_error(
            'synthetic_showcase: showcase_' ~ option ~ ' names ' ~ path ~ ', which can not be read as CSV: ' ~ found.problem
            ~ ('; if that is intended, set showcase_input_format: ' ~ tojson(found.advice) if found.advice and option == 'input_file') ~ '.'
        ) }}
    {%- endif -%}
    {{ return(found) }}
{% endmacro %}
