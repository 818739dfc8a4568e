{#-
  What readiness found, as lines of at most 90 characters that fit on a screen: the table as a whole, changes that would
  help, up to ten columns with advice from the one where most people lose a value, the others by the option that helps,
  and the columns that are ready.
  Arguments: relations made by `assess_columns`, `assess_alternatives` and `assess_records`, the last two or none; rows,
  how many were read, or none; notes on the file.
-#}
{% macro _readiness_lines(by_column, alternatives=none, summary=none, rows=none, notes=[]) %}
    {%- set lines, wrap = [], synthetic_showcase._wrapped -%}
    {%- set columns = run_query(
        'select column_name, kind, advice from ' ~ by_column ~ ' order by records_at_risk desc, column_name'
    ).rows -%}
    {%- set table = run_query('select records, share_kept, advice from ' ~ summary).rows[0] if summary is not none -%}
    {%- set k, length = synthetic_showcase._option('reporting_resolution'), synthetic_showcase._option('reporting_length') -%}
    {%- do lines.append('Readiness: ' ~ ('{:,} rows, '.format(rows) if rows is not none) ~ ('{:,} people, '.format(table.records | int) if table)
        ~ '{:,} columns; k = {}, R = {}'.format(columns | length, k, length)) -%}
    {%- for note in notes -%}
        {%- do lines.extend(wrap(note)) -%}
    {%- endfor -%}
    {%- if table -%}
        {#- A note on a file has the number of the line. -#}
        {%- set sparse = 'records with values in less than half of the columns' -%}
        {%- for part in table.advice.split('; also: ') if part != 'ready' and not (part.startswith(sparse) and sparse in notes | join) -%}
            {%- do lines.extend(wrap('The table as a whole: ' ~ part)) -%}
        {%- endfor -%}
        {%- if table.share_kept is not none and table.share_kept >= 0.5 -%}
            {%- do lines.extend(wrap(
                'Of the ' ~ ('combinations of up to ' ~ length ~ ' ' if length > 1) ~ 'values that people have, '
                ~ ('more than 99' if table.share_kept > 0.99 else 'about ' ~ '%.0f' | format(100 * table.share_kept)) ~ ' % are shared by ' ~ k ~ ' or more and can be kept'
            )) -%}
        {%- endif -%}
    {%- endif -%}
    {%- if table and table.records < k -%}
        {{ return(lines) }}
    {%- endif -%}
    {%- set changes = run_query(
        'select alternative, setting, share_kept from ' ~ alternatives ~ ' where is_worth_it order by position limit 5'
    ).rows if alternatives is not none else [] -%}
    {%- for change in changes -%}
        {%- do lines.extend(wrap('%3.0f' | format(100 * change.share_kept) ~ ' %  ' ~ change.alternative ~ ': ' ~ change.setting, '  ', '         ', 3)) -%}
    {%- endfor -%}

    {%- set advised, others, ready = [], {}, {} -%}
    {%- for column in columns -%}
        {%- set advice = column.advice[column.column_name | length + 2:] -%}
        {%- if advice == 'ready' -%}
            {%- do ready.setdefault(column.kind, []).append(column.column_name) -%}
        {%- elif advised | length < 10 -%}
            {%- do advised.append(column.column_name ~ (' (' ~ column.kind ~ ')' if column.kind != 'nothing' and not advice.startswith('looks like')) ~ ': ' ~ advice) -%}
        {%- else -%}
            {%- set option = (modules.re.findall('showcase_[a-z_]+', advice) + ['showcase_use_columns'])[0] -%}
            {%- do others.setdefault(option, []).append(column.column_name) -%}
        {%- endif -%}
    {%- endfor -%}
    {%- if advised -%}
        {%- do lines.append('By column' ~ (', where most people lose a value first' if advised | length > 1) ~ ':') -%}
    {%- endif -%}
    {%- for advice in advised -%}
        {%- do lines.extend(wrap(advice, '  ', '      ')) -%}
    {%- endfor -%}
    {%- if others -%}
        {%- do lines.append('More columns with advice, ' ~ others.values() | sum(start=[]) | length ~ ', by the option that helps:') -%}
        {%- for option, names in others.items() -%}
            {%- do lines.extend(wrap(option ~ ': ' ~ names | join(', '), '  ', '      ', 3)) -%}
        {%- endfor -%}
    {%- endif -%}
    {%- set number = ready.values() | sum(start=[]) | length -%}
    {%- do lines.append('Ready: ' ~ number ~ ' of ' ~ columns | length ~ ' columns' ~ (':' if number)) -%}
    {%- for kind, names in ready.items() -%}
        {%- do lines.extend(wrap(kind ~ ': ' ~ names | join(', '), '  ', '      ', 3)) -%}
    {%- endfor -%}
    {{ return(lines) }}
{% endmacro %}
