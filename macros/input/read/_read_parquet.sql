{#-
  SQL that reads a Parquet file. Raises an error if names of its columns differ only by case.
-#}
{% macro _read_parquet(path, option) %}
    {%- set file = synthetic_showcase._path_text(path) -%}
    {%- do synthetic_showcase._check_parquet_names(file, option, path) -%}
    {#- Without hive_partitioning, a folder such as `age=5` in the path does not add a column or replace one of the file. -#}
    {%- set reader = 'read_parquet(' ~ file ~ ', hive_partitioning = false)' -%}
    {%- do run_query('select ' ~ synthetic_showcase._keep(reader, synthetic_showcase._text('{}'))) -%}
    {{ return(reader) }}
{% endmacro %}
