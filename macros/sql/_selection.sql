{#-
  SQL for an attribute as text, `column:value`. A backslash is put before each backslash, colon and semicolon of the
  two, and line breaks are written `\n` and `\r`, so that a list of attributes can be split again. The same on all
  engines.
-#}
{% macro _selection(column_name, value) %}
    {%- set parts = [] -%}
    {%- for part in [column_name, value] -%}
        {%- set escaped = namespace(sql=part) -%}
        {%- for character, instead in [(synthetic_showcase._text('\\'), '\\\\'), ("':'", '\\:'), ("';'", '\\;'), ('chr(10)', '\\n'), ('chr(13)', '\\r')] -%}
            {%- set escaped.sql = 'replace(' ~ escaped.sql ~ ', ' ~ character ~ ', ' ~ synthetic_showcase._text(instead) ~ ')' -%}
        {%- endfor -%}
        {%- do parts.append(escaped.sql) -%}
    {%- endfor -%}
    {{- return(parts | join(" || ':' || ")) -}}
{% endmacro %}
