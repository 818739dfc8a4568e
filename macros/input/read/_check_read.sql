{#-
  Raises an error if DuckDB reads a different number of records from a CSV file than the scan counted: it skips
  records that it cannot read.
  Arguments: source, SQL for a from clause, of a file or not; records, the number that was read.
-#}
{% macro _check_read(source, records) %}
    {%- set file = fromjson(synthetic_showcase._kept(source | string) or '{}') -%}
    {%- set counted = run_query('select showcase_scanned_records(' ~ synthetic_showcase._text(file.path) ~ ', ' ~ synthetic_showcase._text(file.given) ~ ')').rows[0][0] if file.given else records -%}
    {%- if counted != records -%}
        {{ exceptions.raise_compiler_error(
            'synthetic_showcase: showcase_' ~ file.option ~ ' names ' ~ file.path ~ ', which has ' ~ counted ~ ' records, but DuckDB reads ' ~ records ~ '.'
        ) }}
    {%- endif -%}
{% endmacro %}
