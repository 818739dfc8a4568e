{#-
  `dbt run-operation showcase_readiness` says how ready the table is that the variables name: the rows and people in it,
  what would be lost and the option that helps, for the table as a whole and by column. It needs no build, and the last
  release stays as it is: everything is made by the macros of the models in temporary tables, which end with it.
  Sensitive: what it prints is for those who may see the table.

  With differential privacy nothing is charged: edges of bands that are drawn with noise are shown without.
-#}
{% macro showcase_readiness() %}
    {%- if not execute -%}
        {{ return('') }}
    {%- elif target.type != 'duckdb' -%}
        {{ synthetic_showcase._refuse_engine('showcase_readiness runs on DuckDB; elsewhere build +showcase_readiness_summary') }}
    {%- endif -%}
    {%- do synthetic_showcase.check_setup() -%}
    {%- set source = synthetic_showcase.input_source() -%}
    {%- if source is not string and load_relation(source) is none -%}
        {{ synthetic_showcase._refuse('input_model', synthetic_showcase._option('input_model'), 'a table that exists; build it first') }}
    {%- endif -%}

    {%- set make = synthetic_showcase._make_temporary -%}
    {%- set records, lifted = make('records', synthetic_showcase.prepare_records(source)), none -%}
    {%- if synthetic_showcase._option('generalize') -%}
        {%- set lifted = make('generalized_values', synthetic_showcase.generalize_values(records, synthetic_showcase.hierarchy_sources())) -%}
        {%- set records = make('generalized_records', synthetic_showcase.generalize_records(records, lifted)) -%}
    {%- endif -%}
    {%- if synthetic_showcase._private_bands() -%}
        {%- set bands = make('bands', synthetic_showcase.choose_bands(
            '(select 0 as fingerprint, column_name, value, count(*) as noisy_count from (' ~ synthetic_showcase._cells(records, 'record_id') ~ ') group by all)',
            '(select 0 as fingerprint)'
        )) -%}
        {%- set records = make('banded_records', synthetic_showcase.band_records(records, bands)) -%}
    {%- endif -%}
    {%- set attributes = make('attributes', synthetic_showcase.list_attributes(records)) -%}
    {%- set encoded = make('record_attributes', synthetic_showcase.encode_records(records, attributes)) -%}
    {%- set distinct = make('distinct_records', synthetic_showcase.merge_records(encoded)) -%}
    {%- set by_column = make('readiness_by_column', synthetic_showcase.assess_columns(
        records, attributes, distinct, lifted, codes_in_bands=synthetic_showcase._codes_in_bands()
    )) -%}
    {%- set alternatives = make('readiness_alternatives', synthetic_showcase.assess_alternatives(
        by_column, attributes, encoded, distinct, synthetic_showcase.hierarchy_sources()
    )) -%}
    {%- set summary = make('readiness_summary', synthetic_showcase.assess_records(
        records, attributes, encoded, distinct, alternatives=alternatives
    )) -%}
    {%- for line in synthetic_showcase._readiness_lines(
        by_column, alternatives, summary, synthetic_showcase._checked_input().rows, synthetic_showcase._file_notes()
    ) -%}
        {%- do print(line) -%}
    {%- endfor -%}
{% endmacro %}
