{#-
  SQL that reads a CSV or Parquet file in place. Raises an error if there could be a second way to read the file, or
  none: it does not exist, is of another kind, changed since this run first looked at it, has column names that differ
  only by case, or is a CSV file that `csv_files.scan` refuses. That error names the line and the option that helps,
  and shows no value of the file. Which file it is is kept under the SQL, where `_ask` and `_check_read` find it.
-#}
{% macro _read_file(path, option='input_file') %}
    {%- if not synthetic_showcase._is_file(path) -%}
        {{ synthetic_showcase._refuse(option, path, 'a file that ends in .csv, .csv.gz, .tsv, .txt or .parquet') }}
    {%- endif -%}
    {%- if not execute -%}
        {{ return('') }}
    {%- endif -%}
    {{ return(adapter.dispatch('_read_file', 'synthetic_showcase')(path, option)) }}
{% endmacro %}

{% macro default___read_file(path, option) %}
    {%- set text = synthetic_showcase._text -%}
    {%- set file = synthetic_showcase._path_text(path) -%}
    {%- if not run_query('select file from glob(' ~ file ~ ')').rows -%}
        {{ synthetic_showcase._refuse(option, path, 'a file that exists, named from the folder in which dbt runs') }}
    {%- elif not run_query('select showcase_same_file(' ~ text(path) ~ ', ' ~ text(invocation_id) ~ ')').rows[0][0] -%}
        {{ synthetic_showcase._refuse(option, path, 'a file that does not change while it is read') }}
    {%- endif -%}

    {%- if (path | lower).endswith('.parquet') -%}
        {%- do synthetic_showcase._check_parquet_names(file, option, path) -%}
        {#- Without hive_partitioning, a folder such as `age=5` in the path does not add a column or replace one of the file. -#}
        {%- set reader = 'read_parquet(' ~ file ~ ', hive_partitioning = false)' -%}
        {%- do run_query('select ' ~ synthetic_showcase._keep(reader, text('{}'))) -%}
        {{ return(reader) }}
    {%- endif -%}
    {%- set given = synthetic_showcase._option('input_format') if option == 'input_file' else {} -%}
    {%- set found = fromjson(run_query('select showcase_scan_csv(' ~ text(path) ~ ', ' ~ text(tojson(given)) ~ ')').rows[0][0]) -%}
    {%- if found.problem -%}
        {{ exceptions.raise_compiler_error(
            'synthetic_showcase: showcase_' ~ option ~ ' names ' ~ path ~ ', which can not be read as CSV: ' ~ found.problem
            ~ ('; if that is intended, set showcase_input_format: ' ~ tojson(found.advice) if found.advice and option == 'input_file') ~ '.'
        ) }}
    {%- endif -%}
    {%- set reader = 'read_csv(' ~ file ~ ', ' ~ found.settings ~ ')' -%}
    {%- set reader = '(from ' ~ reader ~ ' offset 1)' if found.byte_order_mark else reader -%}
    {%- if found.blank_lines and not synthetic_showcase._kept(reader) -%}
        {%- do log('synthetic_showcase | ' ~ path ~ ': ' ~ found.records ~ ' records; blank lines between them that are left out: ' ~ found.blank_lines, info=true) -%}
    {%- endif -%}
    {%- do run_query('select ' ~ synthetic_showcase._keep(reader, text(tojson({'option': option, 'path': path})))) -%}
    {{ return(reader) }}
{% endmacro %}

{#- A CSV file is read through a temporary view, because Spark's SQL takes the options of the reader only there. -#}
{% macro spark___read_file(path, option) %}
    {%- set name = synthetic_showcase._name -%}
    {%- if (path | lower).endswith('.parquet') -%}
        {{ return('parquet.' ~ name(path)) }}
    {%- endif -%}
    {%- set header = (run_query('select value from text.' ~ name(path) ~ ' limit 1').rows | list + [['']])[0][0] -%}
    {%- set view = 'showcase_' ~ local_md5(path) -%}
    {%- do run_query(
        'create or replace temporary view ' ~ view ~ ' using csv options (path ' ~ synthetic_showcase._text(path)
        ~ ", header 'true', inferSchema 'false', multiLine 'true', escape '\"', delimiter " ~ synthetic_showcase._text(synthetic_showcase._most_frequent_delimiter(header)) ~ ')'
    ) -%}
    {{ return(view) }}
{% endmacro %}
