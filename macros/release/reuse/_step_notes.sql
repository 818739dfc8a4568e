{#-
  The table of notes on reusable tables, beside the ledger; none if the models of governance are disabled. It is not a
  model, because notes are added to it while models are built.
-#}
{% macro _step_notes() %}
    {%- set ledger = graph.nodes.get('model.synthetic_showcase.showcase_release_ledger') -%}
    {{ return(none if ledger is none else api.Relation.create(database=ledger.database, schema=ledger.schema, identifier='step_notes')) }}
{% endmacro %}
