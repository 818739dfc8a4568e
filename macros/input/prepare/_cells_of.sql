{#-
  The cells of wide records in long form, one row per value: `id`, `column_name`, `value`. Absent values give no row.
  Arguments: records, a relation; id, the name of its id column; columns, {name, is_list} each.
-#}
{% macro _cells_of(records, id, columns) %}
    {%- set selects = [] -%}
    {%- if columns | length > 100 -%}
        {#- To plan a query for each column would take longer than to turn all of them at once. -#}
        {%- for is_list, alike in columns | groupby('is_list') -%}
            {%- set names = [] -%}
            {%- for column in alike -%}
                {%- do names.append(synthetic_showcase._name(column.name)) -%}
            {%- endfor -%}
            {%- set names = names | join(', ') -%}
            {%- do selects.append(
                '(with alike as (select ' ~ id ~ ', ' ~ names ~ ' from ' ~ records ~ ') select ' ~ id ~ ', column_name, '
                ~ (synthetic_showcase._unnest('cell') if is_list else 'cell') ~ ' as value from alike unpivot (cell for column_name in (' ~ names ~ ')))'
            ) -%}
        {%- endfor -%}
    {%- endif -%}
    {%- for column in columns if columns | length <= 100 -%}
        {%- set name = synthetic_showcase._name(column.name) -%}
        {%- do selects.append(
            'select ' ~ id ~ ', ' ~ synthetic_showcase._text(column.name) ~ ' as column_name, '
            ~ (synthetic_showcase._unnest(name) if column.is_list else name) ~ ' as value from ' ~ records ~ ' where ' ~ name ~ ' is not null'
        ) -%}
    {%- endfor -%}
    {%- set varchar = synthetic_showcase._type('varchar') -%}
    {{- return(selects | join('\n    union all\n    ') or 'select cast(null as integer) as ' ~ id ~ ', cast(null as ' ~ varchar
        ~ ') as column_name, cast(null as ' ~ varchar ~ ') as value where false') -}}
{% endmacro %}
