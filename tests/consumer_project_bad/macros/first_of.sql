{% macro first_of(relation, column) %}
    {%- set query %}select min({{ column }}) from {{ relation }}{% endset -%}
    {{ return(run_query(query).columns[0].values() | first if execute else '') }}
{% endmacro %}
