{#-
  Raises an error if columns of a Parquet file have names that differ only by case, because DuckDB renames one of them
  silently.
-#}
{% macro _check_parquet_names(file, option, path) %}
    {#- Rows come depth first: after each column the fields nested in it, which are not columns of the table. -#}
    {%- set names = [] -%}
    {%- set parts = namespace(left=0) -%}
    {%- for row in run_query('select name, coalesce(num_children, 0) as children from parquet_schema(' ~ file ~ ') offset 1').rows -%}
        {%- if parts.left == 0 -%}
            {%- if row['name'] | lower in names -%}
                {{ synthetic_showcase._refuse(
                    option, path, 'a file whose column names differ by more than case, as those of columns '
                    ~ (names.index(row['name'] | lower) + 1) ~ ' and ' ~ (names | length + 1) ~ ' do not'
                ) }}
            {%- endif -%}
            {%- do names.append(row['name'] | lower) -%}
        {%- else -%}
            {%- set parts.left = parts.left - 1 -%}
        {%- endif -%}
        {%- set parts.left = parts.left + row['children'] -%}
    {%- endfor -%}
{% endmacro %}
