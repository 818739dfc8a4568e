{#-
  The end of a sentence that names the settings of `showcase_input_format` with which all cells of a column are numbers
  or dates; empty if there are none, or if the source is a table or Parquet. Asked only before a column is refused. It reads
  how the cells are spelled, and gives none of them.
  Arguments: source; column, {name, type}; cell, SQL for a cell; bands, what the option says of the column.
-#}
{% macro _helping_format(source, column, cell, bands) %}
    {%- if not fromjson(synthetic_showcase._kept(source | string) or '{}').get('given') or column.type != 'VARCHAR' -%}
        {{ return('') }}
    {%- endif -%}
    {%- set spelled = [] -%}
    {%- if bands is string -%}
        {%- for date in [
            '%Y%m%d', '%d.%m.%Y', '%d/%m/%Y', '%m/%d/%Y', '%d-%m-%Y', '%m-%d-%Y', '%Y/%m/%d', '%Y.%m.%d', '%d.%m.%y', '%d/%m/%y', '%m/%d/%y',
            '%d %b %Y', '%d-%b-%Y', '%d-%b-%y', '%d %B %Y', '%b %d, %Y', '%B %d, %Y', '%m/%Y', '%m.%Y', '%Y%m',
        ] -%}
            {%- do spelled.append({'date_format': date}) -%}
        {%- endfor -%}
        {%- for time in ['%H:%M', '%H:%M:%S', '%I:%M %p', '%I:%M:%S %p'] -%}
            {%- for date in ['%d.%m.%Y', '%d/%m/%Y', '%m/%d/%Y', '%d-%m-%Y', '%Y/%m/%d'] -%}
                {%- do spelled.append({'timestamp_format': date ~ ' ' ~ time}) -%}
            {%- endfor -%}
        {%- endfor -%}
        {%- do spelled.append({'timestamp_format': '%Y%m%d%H%M%S'}) -%}
    {%- else -%}
        {%- set between = [' ', '\u00a0', '\u202f', "'", '\u2019'] -%}
        {%- do spelled.append({'decimal': ','}) -%}
        {%- for thousands in [','] + between -%}
            {%- do spelled.append({'thousands': thousands}) -%}
        {%- endfor -%}
        {%- for thousands in ['.'] + between -%}
            {%- do spelled.append({'decimal': ',', 'thousands': thousands}) -%}
        {%- endfor -%}
    {%- endif -%}
    {%- set given = synthetic_showcase._option('input_format') -%}
    {%- set formats, sums = [], [] -%}
    {%- for each in spelled if each.get('thousands', given.get('thousands')) != each.get('decimal', given.get('decimal', '.')) -%}
        {%- set format = dict(given, **each) -%}
        {%- set plain = synthetic_showcase._in_plain(column, 'cell', bands, format) -%}
        {%- set read = synthetic_showcase._date(plain) if bands is string else synthetic_showcase._number(plain) -%}
        {%- do formats.append(format) -%}
        {%- do sums.append('count(*) filter (where cell is not null and ' ~ read ~ ' is null) = 0') -%}
    {%- endfor -%}
    {%- set fits = run_query('select ' ~ sums | join(', ') ~ ' from (select ' ~ cell ~ ' as cell from ' ~ source ~ ')').rows[0] -%}
    {%- set found = [] -%}
    {%- for format in formats -%}
        {#- With more settings than another one it would read the same. -#}
        {%- set fewer = found | selectattr('decimal', 'equalto', ',') | rejectattr('thousands', 'defined') | list if 'decimal' in format else [] -%}
        {%- if fits[loop.index0] and not fewer -%}
            {%- do found.append(format) -%}
        {%- endif -%}
    {%- endfor -%}
    {{ return('; if they are spelled so, set showcase_input_format: ' ~ found[:2] | map('tojson') | join(' or ') if found else '') }}
{% endmacro %}
