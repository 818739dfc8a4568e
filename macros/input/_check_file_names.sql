{#-
  Stop where two columns of a file have names that differ only by case: DuckDB would rename one of
  them silently. The names are read as the file spells them.
-#}
{% macro _check_file_names(path) %}
    {%- set quoted = synthetic_showcase._text(path) -%}
    {%- if (path | lower).endswith('.parquet') -%}
        {%- set names = run_query('select name from parquet_schema(' ~ quoted ~ ') offset 1').columns[0].values() -%}
    {%- else -%}
        {%- set first_line = run_query('select * from read_csv(' ~ quoted ~ ', header = false, all_varchar = true, sample_size = -1) limit 1') -%}
        {%- set names = first_line.rows[0].values() if first_line.rows else [] -%}
    {%- endif -%}
    {%- set seen = {} -%}
    {%- for name in names if name is not none -%}
        {%- if name | lower in seen -%}
            {{ synthetic_showcase._refuse(
                'input_file', path, 'a file whose column names differ by more than case (it has '
                ~ seen[name | lower] ~ ' and ' ~ name ~ ')'
            ) }}
        {%- endif -%}
        {%- do seen.update({name | lower: name}) -%}
    {%- endfor -%}
{% endmacro %}
