{#-
  What a column should be instead if its values can't be read as text in one way, for an error message; else none.
  Argument: its type, as `_describe` spells it. DuckDB: nested types, blobs, bits, intervals and JSON. Spark: what it
  would write as other text than DuckDB, too.
-#}
{% macro _refused_type(type) %}
    {%- set item = type.removesuffix('[]') -%}
    {%- if not (item.startswith('DECIMAL(') or item in [
        '"NULL"', 'VARCHAR', 'ENUM', 'UUID', 'BOOLEAN', 'TINYINT', 'SMALLINT', 'INTEGER', 'BIGINT', 'HUGEINT', 'UTINYINT', 'USMALLINT', 'UINTEGER',
        'UBIGINT', 'UHUGEINT', 'BIGNUM', 'FLOAT', 'DOUBLE', 'DATE', 'TIME', 'TIME WITH TIME ZONE', 'TIMESTAMP', 'TIMESTAMP_S', 'TIMESTAMP_MS',
        'TIMESTAMP_NS', 'TIMESTAMP WITH TIME ZONE',
    ]) -%}
        {{ return('a column of text, numbers, dates or true and false, or a list of these: leave it out, or cast it in a model that showcase_input_model names') }}
    {%- endif -%}
    {{ return(adapter.dispatch('_refused_type', 'synthetic_showcase')(type)) }}
{% endmacro %}

{% macro default___refused_type(type) %}
    {{ return(none) }}
{% endmacro %}

{% macro spark___refused_type(type) %}
    {{ return('a column whose text is the same on Spark and in DuckDB: text, whole numbers, decimals, dates, times without a zone, or true and false; cast it'
        if type in ['TIMESTAMP WITH TIME ZONE', 'FLOAT[]', 'DOUBLE[]'] else none) }}
{% endmacro %}
