{#-
  SQL that reads a Parquet file. Raises an error if names of its columns differ only by case, or if an option says how
  a CSV file is written.
-#}
{% macro _read_parquet(path, option) %}
    {%- set file = synthetic_showcase._path_text(path) -%}
    {%- if option == 'input_file' and synthetic_showcase._option('input_format') -%}
        {{ synthetic_showcase._refuse('input_format', synthetic_showcase._option('input_format'), 'left out with a Parquet file, which says itself how it is written') }}
    {%- endif -%}
    {%- do synthetic_showcase._check_parquet_names(file, option, path) -%}
    {#- Without hive_partitioning, a folder such as `age=5` in the path does not add a column or replace one of the file. -#}
    {%- set reader = 'read_parquet(' ~ file ~ ', hive_partitioning = false)' -%}
    {%- do run_query('select ' ~ synthetic_showcase._keep(reader, synthetic_showcase._text('{}'))) -%}
    {{ return(reader) }}
{% endmacro %}
