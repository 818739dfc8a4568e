{#-
  SQL for a struct. DuckDB: {'name': ...}; Spark: named_struct. Argument: its fields, a dictionary of name and SQL.
-#}
{% macro _struct(fields) %}
    {{- return(adapter.dispatch('_struct', 'synthetic_showcase')(fields)) -}}
{% endmacro %}

{% macro default___struct(fields) %}
    {%- set parts = [] -%}
    {%- for name, sql in fields.items() -%}
        {%- do parts.append("'" ~ name ~ "': " ~ sql) -%}
    {%- endfor -%}
    {{- return('{' ~ parts | join(', ') ~ '}') -}}
{% endmacro %}

{% macro spark___struct(fields) %}
    {%- set parts = [] -%}
    {%- for name, sql in fields.items() -%}
        {%- do parts.append("'" ~ name ~ "', " ~ sql) -%}
    {%- endfor -%}
    {{- return('named_struct(' ~ parts | join(', ') ~ ')') -}}
{% endmacro %}
