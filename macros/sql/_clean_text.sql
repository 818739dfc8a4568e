{#-
  SQL for a text as people read it: in the Unicode form NFC, without blanks around it, with one blank where several stand
  (line breaks, tabs and no-break spaces are blanks), and without characters that nobody sees: soft hyphen, zero width
  space, word joiner and byte order mark. Joiners stay, because some scripts need them. DuckDB and Spark: regexp_replace.
-#}
{% macro _clean_text(text) %}
    {%- set seen = synthetic_showcase._replace_all(text, '[\\x{AD}\\x{200B}\\x{2060}\\x{FEFF}]+', '') -%}
    {{- return('trim(' ~ synthetic_showcase._nfc(synthetic_showcase._replace_all(seen, '[\\s\\p{Z}]+', ' ')) ~ ')') -}}
{% endmacro %}
