{#-
  Raises an error if the rows do not fit the options: no rows, ids that are missing or repeat where they may not, a
  delimiter that no cell has, cells that fit neither bands nor groups. All of it is checked by one query, and no
  message shows a value, because the table is sensitive.
  Returns what the query also tells: {ids_repeat: whether the rows of a subject have to be joined, quantiles: what
  `_quantiles` gives for each column with a number of bands, codes: what `_hidden_codes` gives for each column with bands
  of numbers, rows, people}.
  Arguments: source; columns, made by `_columns_in_use`; options, made by `_input_options`.
-#}
{% macro _check_rows(source, columns, options) %}
    {%- set option = 'input_model' if synthetic_showcase._option('input_file') is none else 'input_file' -%}
    {%- set grouped = options.column_groups.values() | sum(start=[]) | map('string') | map('lower') | list -%}
    {#- A probe has SQL for what it counts, the condition on that number that raises an error, and the message. -#}
    {%- set probes = [{
        'sql': 'count(*)', 'wrong_at_zero': true, 'option': option, 'value': synthetic_showcase._option(option),
        'allowed': 'a table with at least one row',
    }] -%}
    {%- set ids_repeat, quantiles, codes, people = 'false', {}, {}, 'count(*)' -%}
    {%- if options.subject_id is not none -%}
        {%- set id = synthetic_showcase._subject(options.subject_id) -%}
        {%- set several = 'count(' ~ id ~ ') - count(distinct ' ~ id ~ ')' -%}
        {%- set people = 'count(*) - (' ~ several ~ ')' -%}
        {#- With differential privacy the rows of an id are always joined: whether ids repeat must not change the statement. -#}
        {%- set ids_repeat = 'true' if synthetic_showcase._is_private() else several ~ ' > 0' -%}
        {%- do probes.append({
            'sql': 'count(*) - count(' ~ id ~ ')', 'asked': options.missing_subject_id == 'error',
            'option': 'subject_id', 'value': options.subject_id,
            'allowed': 'a column without empty cells, because showcase_missing_subject_id is error; rows without an id: ',
        }) -%}
        {%- do probes.append({
            'sql': several, 'asked': options.rows_per_subject == 'one', 'option': 'subject_id', 'value': options.subject_id,
            'allowed': 'a column that does not repeat, because showcase_rows_per_subject is one; rows that repeat an id: ',
        }) -%}
        {%- do probes.append({
            'sql': several, 'asked': options.rows_per_subject == 'several', 'wrong_at_zero': true,
            'option': 'subject_id', 'value': options.subject_id,
            'allowed': 'a column in which ids repeat, because showcase_rows_per_subject is several; each row has another id, so it may be the id of the row',
        }) -%}
    {%- endif -%}
    {%- do probes.extend(synthetic_showcase._probes_of_engine(columns, options)) -%}
    {%- for column in columns -%}
        {%- set name = synthetic_showcase._name(column.name) -%}
        {%- set bands = synthetic_showcase._lookup(options.bands, column.name) -%}
        {%- set delimiter = synthetic_showcase._lookup(options.multi_value_columns, column.name) -%}
        {%- set is_list = column.type.endswith('[]') -%}
        {%- set reading = synthetic_showcase._reading(column, options) -%}
        {%- if bands is not none -%}
            {%- set cell = synthetic_showcase._cell(column, reading) -%}
            {%- set plain = synthetic_showcase._in_plain(column, cell, bands) -%}
            {%- set number = 'coalesce(not ' ~ synthetic_showcase._is_finite(synthetic_showcase._number(plain)) ~ ', true)' -%}
            {%- set date = synthetic_showcase._date(plain) ~ ' is null' -%}
            {%- do probes.append({
                'column': column, 'cell': cell, 'bands': bands,
                'sql': 'count(*) filter (where ' ~ cell ~ ' is not null and ' ~ (date if bands is string else number) ~ ')',
                'option': 'bands', 'value': {column.name: bands},
                'allowed': 'for a column of ' ~ ('dates like 2020-12-31' if bands is string else 'numbers')
                    ~ ' (name codes for absent values in showcase_missing_values); other cells in ' ~ column.name ~ ': ',
            }) -%}
            {%- if bands is mapping and column.name | lower not in synthetic_showcase._private_bands() -%}
                {%- do quantiles.update({column.name: synthetic_showcase._quantiles(plain, bands.quantiles)}) -%}
            {%- endif -%}
            {%- if bands is not string and target.type == 'duckdb' and not synthetic_showcase._is_private() -%}
                {%- do codes.update({column.name: synthetic_showcase._hidden_codes(plain)}) -%}
            {%- endif -%}
        {%- elif column.name | lower in grouped -%}
            {%- set cell = synthetic_showcase._cell(column, reading) -%}
            {%- do probes.append({
                'sql': 'count(*) filter (where not ' ~ synthetic_showcase._is_true(cell, reading.true_words) ~ ')',
                'option': 'column_groups', 'value': column.name,
                'allowed': 'columns of true and false: true/false, t/f, yes/no, y/n or 1/0 (name other words in showcase_truth_values, '
                    ~ 'and codes for absent values in showcase_missing_values); other cells: ',
            }) -%}
        {%- elif is_list -%}
            {%- do probes.append({
                'sql': 'count(*) filter (where ' ~ synthetic_showcase._list_length(synthetic_showcase._list_filter(
                    name, 'item', 'contains(' ~ synthetic_showcase._as_text('item', column.type.removesuffix('[]')) ~ ', ' ~ synthetic_showcase._text(delimiter or ';') ~ ')'
                )) ~ ' > 0)',
                'option': 'multi_value_columns', 'value': {column.name: delimiter or ';'},
                'allowed': 'a delimiter that is in no value of the column, because it separates the values in synthetic_records; cells with it: ',
            }) -%}
        {%- elif delimiter is not none -%}
            {%- do probes.append({
                'sql': 'count(*) filter (where contains(' ~ name ~ ', ' ~ synthetic_showcase._text(delimiter) ~ '))',
                'wrong_at_zero': true, 'if_no_id_repeats': true,
                'option': 'multi_value_columns', 'value': {column.name: delimiter},
                'allowed': 'the delimiter that separates the values of the column; no cell has it',
            }) -%}
        {%- endif -%}
    {%- endfor -%}
    {%- set asked = probes | selectattr('asked', 'undefined') | list + probes | selectattr('asked', 'defined') | selectattr('asked') | list -%}
    {%- set found = synthetic_showcase._ask(
        source, 'select ' ~ (asked | map(attribute='sql') | list + [ids_repeat, people] + quantiles.values() | list + codes.values() | list) | join(', ') ~ ' from ' ~ source
    ) -%}
    {%- do synthetic_showcase._check_read(source, found[0]) -%}
    {%- set ids_repeat = found[asked | length] -%}
    {%- for probe in asked if not (ids_repeat and 'if_no_id_repeats' in probe) -%}
        {%- set count = found[asked.index(probe)] -%}
        {%- if (count == 0) == probe.get('wrong_at_zero', false) -%}
            {%- set help = synthetic_showcase._helping_format(source, probe.column, probe.cell, probe.bands) if 'cell' in probe -%}
            {{ synthetic_showcase._refuse(probe.option, probe.value, probe.allowed ~ (count or '') ~ help) }}
        {%- endif -%}
    {%- endfor -%}
    {%- set learned = found[asked | length + 2:] -%}
    {%- for column in quantiles -%}
        {%- do quantiles.update({column: learned[loop.index0]}) -%}
    {%- endfor -%}
    {%- for column in codes -%}
        {%- do codes.update({column: learned[quantiles | length + loop.index0]}) -%}
    {%- endfor -%}
    {{ return({'ids_repeat': ids_repeat, 'quantiles': quantiles, 'codes': codes, 'rows': found[0], 'people': found[asked | length + 1]}) }}
{% endmacro %}
