{#-
  SQL that turns rows of `id`, `column_name`, `value` into one row for each id, with a column for each of `columns`, at
  most some hundred: each of them looks at all values that are given to it. An id without a value gives no row.
  Arguments: cells, a relation or CTE; id, the name of its id; columns, {name, is_list} each, a list has its values
  sorted; all_columns, whether the cells are of these columns alone.
-#}
{% macro _turned(cells, id, columns, all_columns) %}
    {%- set made, names = [id], [] -%}
    {%- for column in columns -%}
        {%- set text = synthetic_showcase._text(column.name) -%}
        {%- do names.append(text) -%}
        {%- do made.append((
            synthetic_showcase._collect('value', where='column_name = ' ~ text) if column.is_list
            else 'max(case when column_name = ' ~ text ~ ' then value end)'
        ) ~ ' as ' ~ synthetic_showcase._name(column.name)) -%}
    {%- endfor -%}
    {{- return(
        'select\n        ' ~ made | join(',\n        ') ~ '\n    from ' ~ cells
        ~ ('' if all_columns else '\n    where column_name in (' ~ names | join(', ') ~ ')') ~ '\n    group by ' ~ id
    ) -}}
{% endmacro %}
