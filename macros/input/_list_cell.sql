{#-
  SQL for a cell with several values as a sorted list of text, each value once and without the
  blanks around it, or null where none is left. `delimiter` stands between the values of a text.
-#}
{% macro _list_cell(column, codes, delimiter) %}
    {%- set name = synthetic_showcase._name(column.name) -%}
    {%- set items = name if column.type.endswith('[]') else 'string_split(' ~ name ~ ', ' ~ synthetic_showcase._text(delimiter) ~ ')' -%}
    {%- set absent = [] -%}
    {%- for code in codes -%}
        {%- do absent.append(synthetic_showcase._text(code)) -%}
        {%- if column.type in ['DOUBLE[]', 'FLOAT[]'] and modules.re.fullmatch('-?[0-9]+', code) -%}
            {%- do absent.append(synthetic_showcase._text(code ~ '.0')) -%}
        {%- endif -%}
    {%- endfor -%}
    {%- set trimmed = 'list_transform(' ~ items ~ ', lambda item: trim(cast(item as varchar)))' -%}
    {%- set kept = 'list_filter(' ~ trimmed ~ ', lambda item: item not in (' ~ absent | join(', ') ~ '))' -%}
    {{ return('nullif(list_sort(list_distinct(' ~ kept ~ ')), cast([] as varchar[]))') }}
{% endmacro %}
