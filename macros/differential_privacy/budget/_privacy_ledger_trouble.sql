{#-
  What is wrong with the privacy ledger, as a list of sentences: a broken chain of hashes, or noise that is not
  recorded.
-#}
{% macro _privacy_ledger_trouble() %}
    {%- set trouble = [] -%}
    {%- set relations = {} -%}
    {%- for name in ['privacy_ledger', 'noisy_record_count'] -%}
        {%- set node = graph.nodes.get('model.synthetic_showcase.showcase_' ~ name) -%}
        {%- do relations.update({name: adapter.get_relation(node.database, node.schema, node.alias) if node is not none else none}) -%}
    {%- endfor -%}
    {%- set ledger, drawn = relations.privacy_ledger, relations.noisy_record_count -%}
    {%- if ledger is not none and not ledger.is_table -%}
        {%- do trouble.append('privacy_ledger is a ' ~ ledger.type ~ ', and has to be a table') -%}
    {%- elif ledger is not none -%}
        {%- for row in run_query(synthetic_showcase.find_broken_entries(ledger, synthetic_showcase._privacy_ledger_columns())).rows -%}
            {%- do trouble.append('privacy_ledger, entry ' ~ row.entry ~ ': ' ~ row.finding) -%}
        {%- endfor -%}
    {%- endif -%}
    {%- if drawn is not none and (ledger is none or (ledger.is_table and run_query(
        'select fingerprint from ' ~ drawn ~ ' where fingerprint not in (select fingerprint from ' ~ ledger ~ ')'
    ).rows)) -%}
        {%- do trouble.append('privacy_ledger lacks entries: noise was drawn that it does not record') -%}
    {%- endif -%}
    {{ return(trouble) }}
{% endmacro %}
