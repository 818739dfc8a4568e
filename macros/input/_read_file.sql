{#- SQL that reads a CSV or Parquet file in place. Stops where the file or its kind is wrong. -#}
{% macro _read_file(path) %}
    {%- set quoted = synthetic_showcase._text(path) -%}
    {%- set name = path | lower -%}
    {%- if name.endswith('.parquet') -%}
        {%- set reader = 'read_parquet(' ~ quoted ~ ')' -%}
    {%- elif name.endswith(('.csv', '.csv.gz', '.tsv', '.txt')) -%}
        {#- Everything is text: 007 and 1.0 are published as they were written. -#}
        {%- set reader = 'read_csv(' ~ quoted ~ ', header = true, all_varchar = true, sample_size = -1)' -%}
    {%- else -%}
        {{ synthetic_showcase._refuse('input_file', path, 'a file that ends in .csv, .csv.gz, .tsv, .txt or .parquet') }}
    {%- endif -%}
    {%- if execute -%}
        {%- if not run_query('select file from glob(' ~ quoted ~ ')').rows -%}
            {{ synthetic_showcase._refuse('input_file', path, 'a file that exists, named from the folder in which dbt runs') }}
        {%- endif -%}
        {%- do synthetic_showcase._check_file_names(path) -%}
    {%- endif -%}
    {{ return(reader) }}
{% endmacro %}
