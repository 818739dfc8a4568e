{#-
  A text as lines of at most 90 characters, as a list. Arguments: text; first and others, what the first line and
  the others begin with; most, the number of lines after which the text is cut, or none.
-#}
{% macro _wrapped(text, first='', others='  ', most=none) %}
    {%- set lines = [] -%}
    {%- for line in (text | wordwrap(90 - others | length)).split('\n') -%}
        {%- do lines.append((first if loop.first else others) ~ line) -%}
    {%- endfor -%}
    {%- if most is not none and lines | length > most -%}
        {{ return(lines[:most - 1] + [lines[most - 1][:86] ~ ' ...']) }}
    {%- endif -%}
    {{ return(lines) }}
{% endmacro %}
