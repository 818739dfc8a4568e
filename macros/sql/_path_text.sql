{#-
  The path of a file as a SQL text literal that means that file alone: DuckDB takes `data[1].csv` for a pattern, and
  would read `data1.csv`. What is no file on this machine, as an address or a pattern, stays as it is.
-#}
{% macro _path_text(path) %}
    {%- set text = synthetic_showcase._text(path) -%}
    {%- if modules.re.search('[*?[]', path) and run_query('select showcase_is_file(' ~ text ~ ')').rows[0][0] -%}
        {{ return(synthetic_showcase._text(modules.re.sub('([*?[])', '[\\1]', path))) }}
    {%- endif -%}
    {{ return(text) }}
{% endmacro %}
