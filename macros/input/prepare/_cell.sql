{#-
  SQL for one cell as text, or null if the value is absent: null, not a number, or one of `codes`, ignoring blanks
  around it. In a column of numbers a code is compared as a number too, because 97 is often stored as 97.0.
-#}
{% macro _cell(column, codes) %}
    {%- set name = synthetic_showcase._name(column.name) -%}
    {%- set text = name if column.type == 'VARCHAR' else synthetic_showcase._as_text(name, column.type) -%}
    {%- set is_number = column.type.endswith('INT') or column.type.startswith('DECIMAL')
        or column.type in ['INTEGER', 'UINTEGER', 'FLOAT', 'DOUBLE'] -%}
    {%- set texts = [] -%}
    {%- set numbers = [] -%}
    {%- for code in codes -%}
        {%- do texts.append(synthetic_showcase._text(code)) -%}
        {%- if modules.re.fullmatch('-?[0-9]+([.][0-9]+)?', code) -%}
            {%- do numbers.append(code) -%}
        {%- endif -%}
    {%- endfor -%}
    {%- set absent = ['trim(' ~ text ~ ') in (' ~ texts | join(', ') ~ ')'] -%}
    {%- if is_number and numbers -%}
        {%- do absent.append(name ~ ' in (' ~ numbers | unique | join(', ') ~ ')') -%}
    {%- endif -%}
    {%- set decimal = synthetic_showcase._option('input_format').get('decimal', '.') -%}
    {%- if column.type == 'VARCHAR' and '0.0' in codes and decimal != '.' -%}
        {#- Where a file has another decimal mark, zero with decimals is zero as well. -#}
        {%- do absent.append('regexp_full_match(trim(' ~ text ~ '), ' ~ synthetic_showcase._text('0' ~ decimal ~ '0+') ~ ')') -%}
    {%- endif -%}
    {%- if column.type in ['FLOAT', 'DOUBLE'] -%}
        {%- do absent.append('isnan(' ~ name ~ ')') -%}
    {%- endif -%}
    {{ return('case when ' ~ absent | join(' or ') ~ ' then null else ' ~ text ~ ' end') }}
{% endmacro %}
