{#-
  SQL that reads a file of text or a workbook, or the files of a pattern one after the other. Raises an error if
  `files.scan` refuses a file, or if their headers differ: it names the line and the setting that helps. What was left
  out of the files is kept for the summary.
  Arguments: path; option, the one that names it; how, {setting of `showcase_input_format`, or sheet: value}.
-#}
{% macro _read_scanned(path, option, how) %}
    {%- set text = synthetic_showcase._text -%}
    {%- if how.get('decimal', '.') == how.get('thousands') -%}
        {{ synthetic_showcase._refuse('input_format', how, 'a decimal mark other than what stands between thousands; the decimal mark is a point unless set') }}
    {%- endif -%}
    {%- set given = tojson(how) -%}
    {%- set found = fromjson(run_query('select showcase_scan_file(' ~ text(path) ~ ', ' ~ text(given) ~ ')').rows[0][0]) -%}
    {%- do synthetic_showcase._refuse_unread(path, option, found) -%}
    {%- if found.learned and synthetic_showcase._is_private() -%}
        {{ exceptions.raise_compiler_error('synthetic_showcase: showcase_' ~ option ~ ' names ' ~ path ~ ', in which ' ~ found.learned ~ '.') }}
    {%- endif -%}
    {%- set kept = {'option': option, 'path': path, 'given': given, 'notes': found.notes} -%}
    {%- do run_query('select ' ~ synthetic_showcase._keep(found.reader, text(tojson(kept)))) -%}
    {{ return(found.reader) }}
{% endmacro %}
