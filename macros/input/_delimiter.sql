{#-
  The delimiter of a CSV file: of comma, tab, semicolon and bar the one that its first line, the
  header, has most of. Guessing from all lines would split values that are lists.
-#}
{% macro _delimiter(path) %}
    {%- set first_line = run_query(
        'select line from read_csv(' ~ synthetic_showcase._text(path) ~ ", auto_detect = false, header = false,"
        ~ " columns = {'line': 'varchar'}, delim = chr(1), quote = '', escape = '', strict_mode = false) limit 1"
    ) -%}
    {{ return(synthetic_showcase._most_frequent_delimiter(first_line.rows[0][0] if first_line.rows else '')) }}
{% endmacro %}
