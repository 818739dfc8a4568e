{#-
  SQL for one cell of a group of columns: a sorted list with the names of the columns that are true, or null if none
  is. Argument `cells`: SQL for the cell of each column, by name; where one is not null it is true, as `_check_rows` has
  made sure.
-#}
{% macro _group_cell(cells) %}
    {%- set items = [] -%}
    {%- for name in cells | sort(case_sensitive=true) -%}
        {%- do items.append('case when ' ~ cells[name] ~ ' is not null then ' ~ synthetic_showcase._text(name) ~ ' end') -%}
    {%- endfor -%}
    {{ return('nullif(' ~ synthetic_showcase._list_filter(synthetic_showcase._list(items), 'item', 'item is not null')
        ~ ', ' ~ synthetic_showcase._empty_list('varchar[]') ~ ')') }}
{% endmacro %}
