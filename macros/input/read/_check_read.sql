{#-
  Raises an error if DuckDB reads a different number of records from a CSV file than the scan counted: it skips
  records that it cannot read.
  Arguments: source, SQL for a from clause, of a file or not; records, the number that was read.
-#}
{% macro _check_read(source, records) %}
    {%- set files = [('input_file', synthetic_showcase._option('input_file'))] -%}
    {%- for named in synthetic_showcase._option('hierarchies').values() if synthetic_showcase._is_file(named) -%}
        {%- do files.append(('hierarchies', named)) -%}
    {%- endfor -%}
    {%- for option, path in files
        if source is string and target.type != 'spark' and path is not none and not (path | lower).endswith('.parquet')
        and source == synthetic_showcase._read_file(path, option) -%}
        {%- set counted = synthetic_showcase._scan_csv(path, option).records -%}
        {%- if counted != records -%}
            {{ exceptions.raise_compiler_error(
                'synthetic_showcase: showcase_' ~ option ~ ' names ' ~ path ~ ', which has ' ~ counted ~ ' records, but DuckDB reads ' ~ records ~ '.'
            ) }}
        {%- endif -%}
    {%- endfor -%}
{% endmacro %}
