{#-
  SQL for one cell as text, or null if the value is absent: null, one of the codes, ignoring case and blanks around it,
  zero where that is absent, or no finite number in a column of numbers. In such a column a code is compared as a number
  too, because 97 is often stored as 97.0.
  Arguments: column, {name, type}; reading, made by `_reading`.
-#}
{% macro _cell(column, reading) %}
    {%- set name = synthetic_showcase._name(column.name) -%}
    {%- set text = name if column.type == 'VARCHAR' else synthetic_showcase._as_text(name, column.type) -%}
    {%- set text = synthetic_showcase._clean_text(text) if reading.is_normalized else text -%}
    {%- set trimmed = text if reading.is_normalized else 'trim(' ~ text ~ ')' -%}
    {%- set is_number = column.type.endswith('INT') or column.type.startswith('DECIMAL')
        or column.type in ['INTEGER', 'UINTEGER', 'BIGNUM', 'FLOAT', 'DOUBLE'] -%}
    {%- set is_text = column.type == 'VARCHAR' or column.type.startswith('ENUM') -%}
    {%- set numbers = ['0'] if reading.zero_is_absent else [] -%}
    {%- for code in reading.codes if modules.re.fullmatch('-?[0-9]+([.][0-9]+)?', code) -%}
        {%- do numbers.append(code) -%}
    {%- endfor -%}
    {%- set absent = [synthetic_showcase._is_one_of(trimmed, reading.codes)] -%}
    {%- if is_number and numbers -%}
        {%- do absent.append(name ~ ' in (' ~ numbers | unique | join(', ') ~ ')') -%}
    {%- elif is_text and reading.zero_is_absent -%}
        {%- do absent.append(synthetic_showcase._is_digit(trimmed, 0)) -%}
    {%- endif -%}
    {%- if column.type in ['FLOAT', 'DOUBLE'] -%}
        {%- do absent.append('not ' ~ synthetic_showcase._is_finite(name)) -%}
    {%- elif is_text and reading.is_number -%}
        {%- do absent.append('lower(' ~ trimmed ~ ') in ' ~ synthetic_showcase._no_numbers()) -%}
    {%- endif -%}
    {%- set value = synthetic_showcase._merged(text, column.name) if reading.is_normalized else text -%}
    {{ return('case when ' ~ absent | join(' or ') ~ ' then null else ' ~ value ~ ' end') }}
{% endmacro %}
