{#-
  The path of a file as a SQL text literal that matches this file alone. DuckDB reads `data[1].csv` as a pattern that
  matches `data1.csv`, so special characters are escaped if a file of that name exists. Anything else, such as an
  address or a pattern, is left as it is.
-#}
{% macro _path_text(path) %}
    {%- set text = synthetic_showcase._text(path) -%}
    {%- if modules.re.search('[*?[]', path) and run_query('select showcase_is_file(' ~ text ~ ')').rows[0][0] -%}
        {{ return(synthetic_showcase._text(modules.re.sub('([*?[])', '[\\1]', path))) }}
    {%- endif -%}
    {{ return(text) }}
{% endmacro %}
