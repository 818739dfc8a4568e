{#-
  Probes for `_check_rows` that only one engine needs. DuckDB: none. Spark: numbers that it would write as other text
  than DuckDB does. Arguments: columns, made by `_columns_in_use`; options, made by `_input_options`.
-#}
{% macro _probes_of_engine(columns, options) %}
    {{ return(adapter.dispatch('_probes_of_engine', 'synthetic_showcase')(columns, options)) }}
{% endmacro %}

{% macro default___probes_of_engine(columns, options) %}
    {{ return([]) }}
{% endmacro %}

{% macro spark___probes_of_engine(columns, options) %}
    {%- set probes = [] -%}
    {%- for column in columns if column.type in ['FLOAT', 'DOUBLE'] and synthetic_showcase._lookup(options.bands, column.name) is none -%}
        {%- set name = synthetic_showcase._name(column.name) -%}
        {%- do probes.append({
            'sql': 'count(*) filter (where ' ~ synthetic_showcase._is_finite(name) ~ ' and not (' ~ name ~ ' = floor(' ~ name ~ ') and abs(' ~ name ~ ') < 1e15))',
            'option': 'use_columns', 'value': column.name,
            'allowed': 'columns of whole numbers, decimals, or numbers in showcase_bands on Spark, which writes other numbers differently from DuckDB; cells with others: ',
        }) -%}
    {%- endfor -%}
    {{ return(probes) }}
{% endmacro %}
