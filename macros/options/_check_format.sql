{#-
  Raises an error if a setting of `showcase_input_format`, or of the format of another file, is not allowed. It does not
  look at a file. Arguments: name, the option; key, setting.
-#}
{% macro _check_format(name, key, setting) %}
    {%- if key == 'delimiter' -%}
        {%- if setting is not string or not modules.re.fullmatch('[\t\x01-\x08\x0e-\x1f!#-/:-@\\[-`{-~]', setting) -%}
            {{ synthetic_showcase._refuse(name, {key: setting}, 'a delimiter of one character that is no letter, digit, blank or double quote') }}
        {%- endif -%}
    {%- elif key == 'quote' -%}
        {%- if setting is not string or not modules.re.fullmatch('[!-/:-@\\[-`{-~]?', setting) -%}
            {{ synthetic_showcase._refuse(name, {key: setting}, 'a quote of one character that is no letter, digit or blank, or empty if no field stands in quotes') }}
        {%- endif -%}
    {%- elif key == 'encoding' -%}
        {%- if setting not in ['utf-8', 'windows-1252', 'utf-16'] -%}
            {{ synthetic_showcase._refuse(name, {key: setting}, 'the encoding utf-8, windows-1252 (also for Latin-1) or utf-16') }}
        {%- endif -%}
    {%- elif key == 'header_line' -%}
        {%- if setting is not integer or setting is boolean or not 1 <= setting <= 1000 -%}
            {{ synthetic_showcase._refuse(name, {key: setting}, 'the number of the line that is the header, from 1 to 1000') }}
        {%- endif -%}
    {%- elif key == 'decimal' -%}
        {%- if setting not in ['.', ','] -%}
            {{ synthetic_showcase._refuse(name, {key: setting}, 'a point or a comma') }}
        {%- endif -%}
    {%- elif key == 'thousands' -%}
        {%- if setting is not string or not modules.re.fullmatch("[.,' \u00a0\u202f\u2019]", setting) -%}
            {{ synthetic_showcase._refuse(name, {key: setting}, 'a point, comma, apostrophe or blank between thousands') }}
        {%- endif -%}
    {%- elif key in ['date_format', 'timestamp_format'] -%}
        {%- if setting is not string or not modules.re.fullmatch('([^%]|%-?[YymdbBjHIMSfgpaA])+', setting)
            or not modules.re.search('%-?[Yy]', setting) or not modules.re.search('%-?[mbBj]', setting) -%}
            {{ synthetic_showcase._refuse(name, {key: setting}, "a format with year and month, as in '%d.%m.%Y' or '%Y-%m-%d %H:%M:%S'") }}
        {%- endif -%}
    {%- elif key not in ['header', 'skip_blank_lines'] -%}
        {{ synthetic_showcase._refuse(name, {key: setting}, 'a mapping with some of the keys ' ~ synthetic_showcase.showcase_options().input_format['keys'] | join(', ')) }}
    {%- elif setting is not sameas true -%}
        {{ synthetic_showcase._refuse(name, {key: setting}, {
            'header': '{header: true}, if the header is one although its names look like values',
            'skip_blank_lines': '{skip_blank_lines: true}, if blank lines in a file of one column are no records',
        }[key]) }}
    {%- endif -%}
{% endmacro %}
