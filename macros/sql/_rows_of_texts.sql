{#-
  SQL for a relation with the given columns of text and rows of values; also without any row. The same on all engines.
-#}
{% macro _rows_of_texts(columns, rows) %}
    {%- set selects = [] -%}
    {%- for row in rows or [columns] -%}
        {%- set cells = [] -%}
        {%- for column in columns -%}
            {%- do cells.append(('cast(null as varchar)' if not rows else synthetic_showcase._text(row[loop.index0])) ~ ' as ' ~ column) -%}
        {%- endfor -%}
        {%- do selects.append('select ' ~ cells | join(', ') ~ (' where false' if not rows else '')) -%}
    {%- endfor -%}
    {{- return(selects | join('\n    union all\n    ')) -}}
{% endmacro %}
