{#-
  What a file is by the end of its name: {name, keys: what may be said of how it is written}; none if it is of
  no kind that can be read. Keys are those of `showcase_input_format`, and `sheet`.
-#}
{% macro _file_kind(path) %}
    {%- set of_text = ['decimal', 'thousands', 'date_format', 'timestamp_format'] -%}
    {%- set of_table = ['header_line', 'header', 'skip_blank_lines'] -%}
    {%- for pattern, name, keys in [
        ('[.]parquet', 'Parquet', []),
        ('[.]xls[xm]', 'XLSX', ['sheet'] + of_table + of_text),
        ('[.](ndjson|jsonl?)([.](gz|zst))?', 'JSON', of_text),
        ('[.](csv|tsv|txt)([.](gz|zst))?', 'CSV', ['delimiter', 'quote', 'encoding'] + of_table + of_text),
    ] if modules.re.search(pattern ~ '$', path | lower) -%}
        {{ return({'name': name, 'keys': keys}) }}
    {%- endfor -%}
    {{ return(none) }}
{% endmacro %}
