{#-
  SQL that reads a CSV file, or the files of a pattern one after the other. Raises an error if `csv_files.scan` refuses
  a file, or if their headers differ: it names the line and the setting of `showcase_input_format` that helps. What was
  left out of the files is kept for the summary.
-#}
{% macro _read_csv(path, option) %}
    {%- set text = synthetic_showcase._text -%}
    {%- set format = synthetic_showcase._option('input_format') if option == 'input_file' else {} -%}
    {%- if format.get('decimal', '.') == format.get('thousands') -%}
        {{ synthetic_showcase._refuse('input_format', format, 'a decimal mark other than what stands between thousands; the decimal mark is a point unless set') }}
    {%- endif -%}
    {%- set given = tojson(format) -%}
    {%- set found = fromjson(run_query('select showcase_scan_csv(' ~ text(path) ~ ', ' ~ text(given) ~ ')').rows[0][0]) -%}
    {%- if found.problem -%}
        {{ exceptions.raise_compiler_error(
            'synthetic_showcase: showcase_' ~ option ~ ' names ' ~ path ~ ', which can not be read as CSV: ' ~ found.problem
            ~ (found.help if option == 'input_file') ~ '.'
        ) }}
    {%- elif found.unnamed and synthetic_showcase._is_private() -%}
        {{ exceptions.raise_compiler_error(
            'synthetic_showcase: showcase_' ~ option ~ ' names ' ~ path ~ ', in which a column has no name (' ~ found.unnamed
            ~ '). With differential privacy its values must not decide that it is left out: give it a name, or take it out of the file.'
        ) }}
    {%- endif -%}
    {%- set kept = {'option': option, 'path': path, 'given': given, 'notes': found.notes} -%}
    {%- do run_query('select ' ~ synthetic_showcase._keep(found.reader, text(tojson(kept)))) -%}
    {{ return(found.reader) }}
{% endmacro %}
