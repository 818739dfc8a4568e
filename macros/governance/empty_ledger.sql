{#-
  The ledger of releases before the first one.

  Returns SQL with the columns of the ledger and no rows; `models/governance` describes them.
-#}
{% macro empty_ledger() %}
select
    {%- for name, type in synthetic_showcase._ledger_columns().items() %}
    cast(null as {{ type }}) as {{ name }},
    {%- endfor %}
    cast(null as varchar) as entry_hash
where false
{% endmacro %}
