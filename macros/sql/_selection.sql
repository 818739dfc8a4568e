{#-
  SQL for an attribute as text, `column:value`, with a backslash before each backslash, colon and
  semicolon in the column's name or value and `\n`, `\r` for line breaks, so that a list of them can
  be taken apart again.
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
