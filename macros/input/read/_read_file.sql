{#-
  SQL that reads a CSV or Parquet file in place, or CSV files of one shape that a pattern matches. Raises an error if
  there could be a second way to read them, or none: they do not exist, are of another kind, changed since this run
  first looked at them, or are refused by `_read_csv` or `_read_parquet`. That error shows no value of the file. Which
  file it is is kept under the SQL, where `_ask` and `_check_read` find it.
-#}
{% macro _read_file(path, option='input_file') %}
    {%- if not synthetic_showcase._is_file(path) -%}
        {{ synthetic_showcase._refuse(
            option, path, 'a file that ends in .csv, .tsv or .txt (then .gz or .zst if it is compressed) or .parquet, or a pattern that CSV files match, as in exports/*.csv'
        ) }}
    {%- endif -%}
    {%- if not execute -%}
        {{ return('') }}
    {%- endif -%}
    {{ return(adapter.dispatch('_read_file', 'synthetic_showcase')(path, option)) }}
{% endmacro %}

{% macro default___read_file(path, option) %}
    {#- What runs no hook, as `dbt compile`, has not looked for the functions yet. -#}
    {%- if flags.WHICH not in ['build', 'run', 'seed', 'test'] -%}
        {%- do adapter.dispatch('_check_engine', 'synthetic_showcase')() -%}
    {%- endif -%}
    {%- set text = synthetic_showcase._text -%}
    {%- set is_parquet = (path | lower).endswith('.parquet') -%}
    {%- set allowed = run_query('select showcase_find_files(' ~ text(path) ~ ')').rows[0][0] -%}
    {#- DuckDB reads Parquet from addresses too. -#}
    {%- if allowed and not (is_parquet and run_query('select file from glob(' ~ synthetic_showcase._path_text(path) ~ ')').rows) -%}
        {{ synthetic_showcase._refuse(option, path, allowed) }}
    {%- elif not run_query('select showcase_same_file(' ~ text(path) ~ ', ' ~ text(invocation_id) ~ ')').rows[0][0] -%}
        {{ synthetic_showcase._refuse(option, path, 'a file that does not change while it is read') }}
    {%- endif -%}
    {{ return(synthetic_showcase._read_parquet(path, option) if is_parquet else synthetic_showcase._read_csv(path, option)) }}
{% endmacro %}

{#- A CSV file is read through a temporary view, because Spark's SQL takes the options of the reader only there. -#}
{% macro spark___read_file(path, option) %}
    {%- set name = synthetic_showcase._name -%}
    {%- if modules.re.search('[*?[]', path) or (path | lower).endswith('.zst') -%}
        {{ synthetic_showcase._refuse(option, path, 'one file that is not compressed with zstd, on Spark; a model that showcase_input_model names can read others') }}
    {%- endif -%}
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
