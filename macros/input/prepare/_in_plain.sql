{#-
  SQL for a number or date as the engine writes it, where `showcase_input_format` says that a file of text spells it
  otherwise; null for a cell that is not spelled so. `cell` is SQL for a cell of a column with bands; other cells stay
  text as they stand. Arguments: column, {name, type}; cell; bands, what the option says of the column; format, the
  option.
-#}
{% macro _in_plain(column, cell, bands, format=none) %}
    {%- set format = synthetic_showcase._option('input_format') if format is none else format -%}
    {%- if column.type != 'VARCHAR' -%}
        {{ return(cell) }}
    {%- elif bands is string -%}
        {%- set dates = [] -%}
        {%- for spelled in [format.get('date_format'), format.get('timestamp_format')] if spelled is not none -%}
            {%- set date = 'try_strptime(' ~ cell ~ ', ' ~ synthetic_showcase._text(spelled) ~ ')' -%}
            {#- DuckDB reads 24 as the year 24 where the format has %Y. -#}
            {%- do dates.append('case when year(' ~ date ~ ') between 1000 and 9999 then cast(' ~ date ~ ' as varchar) end') -%}
        {%- endfor -%}
        {{ return('coalesce(' ~ dates | join(', ') ~ ')' if dates else cell) }}
    {%- elif 'decimal' not in format and 'thousands' not in format -%}
        {{ return(cell) }}
    {%- endif -%}
    {%- set decimal, thousands = format.get('decimal', '.'), format.get('thousands', '') -%}
    {%- set groups = '|[0-9]{1,3}([' ~ thousands ~ '][0-9]{3})+' if thousands -%}
    {%- set number = ' *[-+]?([0-9]+' ~ groups ~ ')?([' ~ decimal ~ '][0-9]*)?([eE][-+]?[0-9]+)? *' -%}
    {%- set plain = 'replace(' ~ cell ~ ', ' ~ synthetic_showcase._text(thousands) ~ ", '')" if thousands else cell -%}
    {{ return(
        'case when regexp_full_match(' ~ cell ~ ', ' ~ synthetic_showcase._text(number) ~ ') then replace(' ~ plain ~ ', '
        ~ synthetic_showcase._text(decimal) ~ ", '.') end"
    ) }}
{% endmacro %}
