{#-
  The names of the columns with one value per row of which some subject has several values. Raises an error if such a
  value contains the delimiter that would join them.
  Arguments: source; columns, made by `_record_columns`; options, made by `_input_options`.
-#}
{% macro _repeated_columns(source, columns, options) %}
    {%- set subject = synthetic_showcase._subject(options.subject_id) -%}
    {%- set single = columns | rejectattr('is_list') | list -%}
    {%- if not single -%}
        {{ return([]) }}
    {%- endif -%}
    {%- set cells = [subject ~ ' as subject'] -%}
    {%- set values = ['subject'] -%}
    {%- set by_subject = [] -%}
    {%- set found = [] -%}
    {%- for column in single -%}
        {%- set value = 'value_' ~ loop.index -%}
        {%- set name = synthetic_showcase._name(column.name) -%}
        {%- do cells.append(column.sql ~ ' as ' ~ value) -%}
        {#- Spellings that will be merged are one value. -#}
        {%- do values.append(((column.band | replace(name, value)) if column.band else 'lower(' ~ value ~ ')' if column.is_normalized else value) ~ ' as ' ~ value) -%}
        {%- do by_subject.append('min(' ~ value ~ ') <> max(' ~ value ~ ') as differs_' ~ loop.index
            ~ ', bool_or(contains(' ~ value ~ ', ' ~ synthetic_showcase._text(column.delimiter) ~ ')) as holds_' ~ loop.index) -%}
        {%- do found.append('coalesce(bool_or(differs_' ~ loop.index ~ '), false), coalesce(bool_or(holds_' ~ loop.index ~ '), false)') -%}
    {%- endfor -%}
    {%- set row = synthetic_showcase._ask(
        source,
        'with cells as (select ' ~ cells | join(', ') ~ ' from ' ~ source ~ '), '
        ~ 'banded as (select ' ~ values | join(', ') ~ ' from cells where subject is not null), '
        ~ 'subjects as (select ' ~ by_subject | join(', ') ~ ' from banded group by subject) '
        ~ 'select ' ~ found | join(', ') ~ ' from subjects'
    ) -%}
    {%- set repeated = [] -%}
    {%- for column in single -%}
        {%- if row[2 * loop.index0] and row[2 * loop.index0 + 1] -%}
            {{ synthetic_showcase._refuse(
                'multi_value_columns', {column.name: column.delimiter}, 'a delimiter that is in no value of the column:'
                ~ ' a subject has several values, which it would separate in synthetic_records'
            ) }}
        {%- elif row[2 * loop.index0] -%}
            {%- do repeated.append(column.name) -%}
        {%- endif -%}
    {%- endfor -%}
    {{ return(repeated) }}
{% endmacro %}
