{#-
  The columns whose values are published: a list of {name, type}, in the order of the table. Stops
  where an option names a column that is not there, where nothing is left to publish, and where a
  column can't be an attribute. Arguments: see `prepare_records`.
-#}
{% macro _columns_in_use(source, use_columns=none, subject_id=none, sensitive_zeros=none) %}
    {%- set use_columns = synthetic_showcase._option('use_columns', use_columns) -%}
    {%- set subject_id = synthetic_showcase._subject_id(subject_id) -%}
    {%- set sensitive_zeros = synthetic_showcase._option('sensitive_zeros', sensitive_zeros) -%}
    {%- set available = synthetic_showcase._describe(source) -%}
    {%- set names = available | map(attribute='name') | list -%}
    {%- set lower_names = names | map('lower') | list -%}

    {%- for option, wanted in [
        ('use_columns', use_columns),
        ('sensitive_zeros', sensitive_zeros),
        ('subject_id', [] if subject_id is none else [subject_id]),
    ] -%}
        {%- for name in wanted if name | string | lower not in lower_names -%}
            {{ synthetic_showcase._refuse(option, name, 'a column of the input, which has: ' ~ names | join(', ')) }}
        {%- endfor -%}
    {%- endfor -%}

    {%- set wanted = use_columns | map('string') | map('lower') | list -%}
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
    {%- endif -%}
    {%- for column in columns -%}
        {%- if column.name | lower in ['record_id', 'synthetic_id'] -%}
            {{ synthetic_showcase._refuse('use_columns', column.name, 'a column of another name than record_id and synthetic_id, which the package uses: leave it out or rename it') }}
        {%- elif column.type.endswith(']') or column.type.startswith(('STRUCT', 'MAP', 'UNION', 'BLOB', 'BIT')) -%}
            {{ synthetic_showcase._refuse('use_columns', column.name ~ ' (' ~ column.type ~ ')', 'a column of text, numbers, dates or true and false') }}
        {%- endif -%}
    {%- endfor -%}
    {{ return(columns) }}
{% endmacro %}
