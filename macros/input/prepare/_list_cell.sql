{#-
  SQL for a cell with several values as a sorted list of text, each value once and trimmed; null if no value is left.
  `delimiter` separates the values if the cell is text.
-#}
{% macro _list_cell(column, codes, delimiter) %}
    {%- set name = synthetic_showcase._name(column.name) -%}
    {%- set items = name if column.type.endswith('[]') else synthetic_showcase._split(name, delimiter) -%}
    {%- set absent = [] -%}
    {%- for code in codes -%}
        {%- do absent.append(synthetic_showcase._text(code)) -%}
        {%- if column.type in ['DOUBLE[]', 'FLOAT[]'] and modules.re.fullmatch('-?[0-9]+', code) -%}
            {%- do absent.append(synthetic_showcase._text(code ~ '.0')) -%}
        {%- endif -%}
    {%- endfor -%}
    {%- set trimmed = synthetic_showcase._list_transform(items, 'item', 'trim(cast(item as ' ~ synthetic_showcase._type('varchar') ~ '))') -%}
    {%- set kept = synthetic_showcase._list_filter(trimmed, 'item', 'item not in (' ~ absent | join(', ') ~ ')') -%}
    {{ return('nullif(' ~ synthetic_showcase._list_sort(synthetic_showcase._list_distinct(kept)) ~ ', ' ~ synthetic_showcase._empty_list('varchar[]') ~ ')') }}
{% endmacro %}
