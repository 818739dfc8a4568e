{#-
  SQL for a cell with several values as a sorted list of text, each value once and trimmed; null if no value is left.
  `delimiter` separates the values if the cell is text; `reading` is made by `_reading`.
-#}
{% macro _list_cell(column, reading, delimiter) %}
    {%- set name = synthetic_showcase._name(column.name) -%}
    {%- set items = name if column.type.endswith('[]') else synthetic_showcase._split(name, delimiter) -%}
    {%- set present = ['not ' ~ synthetic_showcase._is_one_of('item', reading.codes)] -%}
    {%- if reading.zero_is_absent -%}
        {%- do present.append('not ' ~ synthetic_showcase._is_digit('item', 0)) -%}
    {%- endif -%}
    {%- if column.type in ['DOUBLE[]', 'FLOAT[]'] -%}
        {%- do present.append('lower(item) not in ' ~ synthetic_showcase._no_numbers()) -%}
    {%- endif -%}
    {%- set item = synthetic_showcase._as_text('item', column.type.removesuffix('[]')) -%}
    {%- set trimmed = synthetic_showcase._list_transform(
        items, 'item', synthetic_showcase._clean_text(item) if reading.is_normalized else 'trim(' ~ item ~ ')'
    ) -%}
    {%- set kept = synthetic_showcase._list_filter(trimmed, 'item', present | join(' and ')) -%}
    {%- if reading.is_normalized -%}
        {%- set kept = synthetic_showcase._list_transform(kept, 'item', synthetic_showcase._merged('item', column.name)) -%}
    {%- endif -%}
    {{ return('nullif(' ~ synthetic_showcase._list_sort(synthetic_showcase._list_distinct(kept)) ~ ', ' ~ synthetic_showcase._empty_list('varchar[]') ~ ')') }}
{% endmacro %}
