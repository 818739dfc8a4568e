{#-
  The columns of the input whose values are published: a list of {name, type}, in the order of the table. Raises an
  error if an option names a column that does not exist, if there is nothing to publish or more than 2,000 columns, or if
  a column has the wrong type for what an option says about it.
  Arguments: source; options, the dictionary that `_input_options` makes.
-#}
{% macro _columns_in_use(source, options) %}
    {%- set use_columns, subject_id = options.use_columns, options.subject_id -%}
    {%- set available = synthetic_showcase._describe(source) -%}
    {%- set names = available | map(attribute='name') | list -%}
    {%- set lower_names = names | map('lower') | list -%}
    {%- set wanted = use_columns | map('string') | map('lower') | list -%}
    {%- set groups = options.column_groups -%}
    {%- set grouped = groups.values() | sum(start=[]) | map('string') | map('lower') | list -%}

    {%- set missing_values = options.missing_values.keys() | reject('equalto', '*') | list if options.missing_values is mapping else [] -%}
    {%- for option, named in [
        ('use_columns', use_columns),
        ('sensitive_zeros', options.sensitive_zeros),
        ('subject_id', [] if subject_id is none else [subject_id]),
        ('missing_values', missing_values),
        ('multi_value_columns', options.multi_value_columns),
        ('column_groups', grouped),
        ('bands', options.bands),
        ('normalize_values', [] if options.normalize_values is boolean else options.normalize_values),
    ] -%}
        {%- for name in named if name | string | lower not in lower_names -%}
            {{ synthetic_showcase._refuse(option, name, 'a column of the input, which has: ' ~ names | join(', ')) }}
        {%- endfor -%}
    {%- endfor -%}

    {%- if wanted | unique | list | length < wanted | length -%}
        {{ synthetic_showcase._refuse('use_columns', use_columns, 'a list that names each column once') }}
    {%- endif -%}
    {%- set columns = [] -%}
    {%- for column in available -%}
        {%- set is_subject_id = subject_id is not none and column.name | lower == subject_id | lower -%}
        {%- if is_subject_id and column.name | lower in wanted -%}
            {{ synthetic_showcase._refuse('use_columns', use_columns, 'a list without the subject id, which is never published') }}
        {%- elif not is_subject_id and (not wanted or column.name | lower in wanted) -%}
            {%- do columns.append(column) -%}
        {%- endif -%}
    {%- endfor -%}
    {%- if not columns -%}
        {{ synthetic_showcase._refuse('use_columns', use_columns, 'a list with at least one column besides the subject id; the input has: ' ~ names | join(', ')) }}
    {%- elif columns | length > 2000 -%}
        {{ synthetic_showcase._refuse('use_columns', columns | length ~ ' columns', 'a list of at most 2000 columns, for which the package has been tried') }}
    {%- endif -%}

    {%- set lists = options.multi_value_columns | map('lower') | list -%}
    {%- set bands = options.bands | map('lower') | list -%}
    {%- for column in columns -%}
        {%- set name = column.name | lower -%}
        {%- set shown = column.name ~ ' (' ~ column.type ~ ')' -%}
        {%- if name in ['record_id', 'synthetic_id'] -%}
            {{ synthetic_showcase._refuse('use_columns', column.name, 'a column with another name than record_id and synthetic_id, which the package uses: leave it out or rename it') }}
        {%- elif synthetic_showcase._refused_type(column.type) is not none -%}
            {{ synthetic_showcase._refuse('use_columns', shown, synthetic_showcase._refused_type(column.type)) }}
        {%- elif name in lists and column.type != 'VARCHAR' and not column.type.endswith('[]') -%}
            {{ synthetic_showcase._refuse('multi_value_columns', shown, 'a column of text with a delimiter, or of lists') }}
        {%- elif name in bands and (name in lists or column.type.endswith('[]') or name in grouped) -%}
            {{ synthetic_showcase._refuse('bands', shown, 'a column with one value a record') }}
        {%- elif name in grouped and (name in lists or column.type.endswith('[]') or grouped.count(name) > 1) -%}
            {{ synthetic_showcase._refuse('column_groups', shown, 'a column of true and false, in one group') }}
        {%- elif options.normalize_values is not boolean and name in options.normalize_values | map('string') | map('lower')
            and not synthetic_showcase._is_normalized(column, options) -%}
            {{ synthetic_showcase._refuse('normalize_values', shown, 'a column of text that is neither in bands nor in a group') }}
        {%- elif name in grouped and name in options.sensitive_zeros | map('string') | map('lower') -%}
            {{ synthetic_showcase._refuse('sensitive_zeros', shown, 'a column outside of showcase_column_groups, where 0 is false') }}
        {%- endif -%}
    {%- endfor -%}
    {%- set in_use = columns | map(attribute='name') | map('lower') | list -%}
    {%- for name in synthetic_showcase._private_bands() if name not in in_use -%}
        {{ synthetic_showcase._refuse('bands', name, 'a column that is published, but showcase_use_columns leaves it out') }}
    {%- endfor -%}
    {%- for group, members in groups.items() -%}
        {%- for name in members if name | string | lower not in in_use -%}
            {{ synthetic_showcase._refuse('column_groups', name, 'a column that is published, but showcase_use_columns leaves it out') }}
        {%- endfor -%}
        {%- for name in members if ';' in name | string -%}
            {{ synthetic_showcase._refuse('column_groups', name, 'a column without a semicolon in its name, because it separates the names in synthetic_records') }}
        {%- endfor -%}
        {%- if group | lower in ['record_id', 'synthetic_id'] or (group | lower in in_use and group | lower not in grouped) -%}
            {{ synthetic_showcase._refuse('column_groups', group, 'a name for a group that no column has') }}
        {%- endif -%}
    {%- endfor -%}
    {%- set published = in_use | reject('in', grouped) | list + groups | list -%}
    {%- for option in ['sensitive_columns', 'reviewed_columns'] -%}
        {%- for name in options[option] if name | string | lower not in published | map('lower') | list -%}
            {{ synthetic_showcase._refuse(option, name, 'a column or group that is published; these are: ' ~ published | join(', ')) }}
        {%- endfor -%}
    {%- endfor -%}
    {{ return(columns) }}
{% endmacro %}
