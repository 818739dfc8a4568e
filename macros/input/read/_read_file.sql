{#-
  SQL that reads a file in place, or files of one shape that a pattern matches. Raises an error if there could be a
  second way to read them, or none: they do not exist, are of another kind, changed since this run first looked at them,
  or are refused by `_read_scanned` or `_read_parquet`. That error shows no value of the file. Which file it is is kept
  under the SQL, where `_ask` and `_check_read` find it.
  Arguments: path; option, the one that names it; how, {setting of `showcase_input_format`, or sheet: value}, for the
  input what its options say.
-#}
{% macro _read_file(path, option='input_file', how=none) %}
    {%- if not synthetic_showcase._is_file(path) -%}
        {{ synthetic_showcase._refuse(
            option, path, 'a file that ends in .csv, .tsv, .txt, .ndjson, .jsonl or .json (then .gz or .zst if it is compressed), .xlsx, .xlsm or .parquet,'
            ~ ' or a pattern that such files match, as in exports/*.csv'
        ) }}
    {%- endif -%}
    {%- if not execute -%}
        {{ return('') }}
    {%- endif -%}
    {%- set sheet = synthetic_showcase._option('input_sheet') -%}
    {%- set how = dict(synthetic_showcase._option('input_format'), **({} if sheet is none else {'sheet': sheet})) if how is none else how -%}
    {%- do synthetic_showcase._check_how(path, option, how) -%}
    {{ return(adapter.dispatch('_read_file', 'synthetic_showcase')(path, option, how)) }}
{% endmacro %}

{% macro default___read_file(path, option, how) %}
    {#- What runs no hook, as `dbt compile`, has not looked for the functions yet. -#}
    {%- if flags.WHICH not in ['build', 'run', 'seed', 'test'] -%}
        {%- do adapter.dispatch('_check_engine', 'synthetic_showcase')() -%}
    {%- endif -%}
    {%- set text = synthetic_showcase._text -%}
    {%- set is_parquet = synthetic_showcase._file_kind(path).name == 'Parquet' -%}
    {%- set allowed = run_query('select showcase_find_files(' ~ text(path) ~ ')').rows[0][0] -%}
    {#- DuckDB reads Parquet from addresses too. -#}
    {%- if allowed and not (is_parquet and run_query('select file from glob(' ~ synthetic_showcase._path_text(path) ~ ')').rows) -%}
        {{ synthetic_showcase._refuse(option, path, allowed) }}
    {%- elif not run_query('select showcase_same_file(' ~ text(path) ~ ', ' ~ text(invocation_id) ~ ')').rows[0][0] -%}
        {{ synthetic_showcase._refuse(option, path, 'a file that does not change while it is read') }}
    {%- endif -%}
    {{ return(synthetic_showcase._read_parquet(path, option) if is_parquet else synthetic_showcase._read_scanned(path, option, how)) }}
{% endmacro %}

{#- A CSV file is read through a temporary view, because Spark's SQL takes the options of the reader only there. -#}
{% macro spark___read_file(path, option, how) %}
    {%- set name = synthetic_showcase._name -%}
    {%- if modules.re.search('[*?[]', path) or (path | lower).endswith('.zst') or synthetic_showcase._file_kind(path).name not in ['CSV', 'Parquet'] -%}
        {{ synthetic_showcase._refuse(option, path, 'one file of CSV, not compressed with zstd, or Parquet, on Spark; a model that showcase_input_model names can read others') }}
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
