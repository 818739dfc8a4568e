{#-
  Commits the transaction of an earlier hook, so that each statement of a script takes effect when it has run. dbt
  would roll back an open transaction at the end.
-#}
{% macro _end_transaction() %}
    {%- set first = run_query('select txid_current()').columns[0].values() | first -%}
    {%- if run_query('select txid_current()').columns[0].values() | first == first -%}
        {%- do run_query('commit') -%}
    {%- endif -%}
{% endmacro %}
