{#-
  The table of notes on what was made, beside the ledger; none where the models of governance are disabled. It is no
  model, for models are noted in it while they are built.
-#}
{% macro _step_notes() %}
    {%- set ledger = graph.nodes.get('model.synthetic_showcase.showcase_release_ledger') -%}
    {{ return(none if ledger is none else api.Relation.create(database=ledger.database, schema=ledger.schema, identifier='step_notes')) }}
{% endmacro %}
