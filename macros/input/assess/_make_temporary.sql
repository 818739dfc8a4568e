{#-
  Makes a temporary table, which other connections and the database file don't have, and gives its relation.
  Arguments: name; sql, a query. DuckDB only.
-#}
{% macro _make_temporary(name, sql) %}
    {%- set relation = api.Relation.create(database='temp', schema='main', identifier='showcase_' ~ name, type='table') -%}
    {%- do run_query('create or replace temporary table ' ~ relation.identifier ~ ' as ' ~ sql) -%}
    {#- dbt looks in its cache for what exists. -#}
    {%- do adapter.cache_added(relation) -%}
    {{ return(relation) }}
{% endmacro %}
