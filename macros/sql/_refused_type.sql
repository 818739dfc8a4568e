{#-
  What a column should be instead if the engine cannot write its type as DuckDB does, for an error message; else none.
  DuckDB: always none.
-#}
{% macro _refused_type(type) %}
    {{ return(adapter.dispatch('_refused_type', 'synthetic_showcase')(type)) }}
{% endmacro %}

{% macro default___refused_type(type) %}
    {{ return(none) }}
{% endmacro %}

{% macro spark___refused_type(type) %}
    {{ return('a column whose text is the same on Spark and in DuckDB: text, whole numbers, decimals, dates, times without a zone, or true and false; cast it'
        if type in ['TIMESTAMP WITH TIME ZONE', 'FLOAT[]', 'DOUBLE[]'] or type.startswith('INTERVAL') else none) }}
{% endmacro %}
