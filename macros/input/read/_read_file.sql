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

{#-
  A CSV file is scanned and read by the package's own script, in one task, so that the rules are those of DuckDB. The
  task that reads fails if the file is no longer the one that was scanned.
-#}
{% macro spark___read_file(path, option, how) %}
    {%- set name, text = synthetic_showcase._name, synthetic_showcase._text -%}
    {%- if modules.re.search('[*?[]', path) or (path | lower).endswith('.zst') or synthetic_showcase._file_kind(path).name not in ['CSV', 'Parquet'] -%}
        {{ synthetic_showcase._refuse(option, path, 'one file of CSV, not compressed with zstd, or Parquet, on Spark; a model that showcase_input_model names can read others') }}
    {%- endif -%}
    {%- if (path | lower).endswith('.parquet') -%}
        {{ return('parquet.' ~ name(path)) }}
    {%- endif -%}
    {#- Which file it is Spark says, which knows its own folder. -#}
    {%- set files = run_query('select path from binaryFile.' ~ name(path)).columns[0].values() -%}
    {%- if files | length != 1 or not files[0].startswith('file:/') -%}
        {{ synthetic_showcase._refuse(option, path, 'one file in the file system of the machines that run Spark, if it is CSV; a model that showcase_input_model names can read others') }}
    {%- endif -%}
    {%- set asked = {'path': '/' ~ files[0].removeprefix('file:').lstrip('/'), 'given': tojson(how)} -%}
    {%- set script = synthetic_showcase._run_script -%}
    {%- set found = fromjson(run_query(script('scan', {}, '(select ' ~ text(tojson(asked)) ~ ' as asked)', ['asked'], ['found'])).rows[0][0]) -%}
    {%- do synthetic_showcase._refuse_unread(path, option, found) -%}
    {%- set cells = [] -%}
    {%- for column in found.names if column.strip() -%}
        {%- do cells.append('fields[' ~ found.names.index(column) ~ '] as ' ~ name(column)) -%}
    {%- endfor -%}
    {%- set asked = text(tojson(dict(asked, contents=found.contents))) -%}
    {%- set records = script('rows', {}, '(select ' ~ asked ~ ' as asked)', ['asked'], ['record']) -%}
    {{ return('(select ' ~ cells | join(', ') ~ " from (select from_json(record, 'array<string>') as fields from (" ~ records ~ ')))') }}
{% endmacro %}
