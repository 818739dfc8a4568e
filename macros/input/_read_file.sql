{#-
  SQL that reads a CSV or Parquet file in place. Stops where the file is not there, is of another
  kind, or has column names that differ only by case: DuckDB would rename one of them silently.
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
    {%- set quoted = synthetic_showcase._text(path) -%}
    {%- set is_parquet = (path | lower).endswith('.parquet') -%}
    {%- if not run_query('select file from glob(' ~ quoted ~ ')').rows -%}
        {{ synthetic_showcase._refuse(option, path, 'a file that exists, named from the folder in which dbt runs') }}
    {%- endif -%}

    {%- if is_parquet -%}
        {%- set reader = 'read_parquet(' ~ quoted ~ ')' -%}
        {#- Depth first; the parts of a list are no columns. -#}
        {%- set names = [] -%}
        {%- set parts = namespace(left=0) -%}
        {%- for row in run_query('select name, coalesce(num_children, 0) as children from parquet_schema(' ~ quoted ~ ') offset 1').rows -%}
            {%- if parts.left == 0 -%}
                {%- do names.append(row['name']) -%}
            {%- else -%}
                {%- set parts.left = parts.left - 1 -%}
            {%- endif -%}
            {%- set parts.left = parts.left + row['children'] -%}
        {%- endfor -%}
    {%- else -%}
        {#- Everything is text: 007 and 1.0 are published as they were written. -#}
        {%- set start = 'read_csv(' ~ quoted ~ ', delim = ' ~ synthetic_showcase._text(synthetic_showcase._delimiter(path))
            ~ ', all_varchar = true, sample_size = -1, header = ' -%}
        {%- set reader = start ~ 'true)' -%}
        {%- set first_line = run_query('select * from ' ~ start ~ 'false) limit 1') -%}
        {%- set names = first_line.rows[0].values() if first_line.rows else [] -%}
    {%- endif -%}
    {%- set seen = {} -%}
    {%- for name in names if name is not none -%}
        {%- if name | lower in seen -%}
            {{ synthetic_showcase._refuse(
                option, path, 'a file whose column names differ by more than case (it has '
                ~ seen[name | lower] ~ ' and ' ~ name ~ ')'
            ) }}
        {%- endif -%}
        {%- do seen.update({name | lower: name}) -%}
    {%- endfor -%}
    {{ return(reader) }}
{% endmacro %}

{#- A CSV file is read through a view of the session, for the options of the reader have no other place in Spark's SQL. -#}
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
