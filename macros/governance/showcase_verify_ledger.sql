{#-
  `dbt run-operation showcase_verify_ledger` checks that the ledger of releases was not changed, and that every file
  of the published release is as recorded in it. Raises an error that lists the differences.
-#}
{% macro showcase_verify_ledger() %}
    {%- set trouble = synthetic_showcase._ledger_trouble(every_file=true) -%}
    {%- if trouble -%}
        {{ exceptions.raise_compiler_error('synthetic_showcase: the ledger of releases is not intact: ' ~ trouble | join('; ') ~ '.') }}
    {%- endif -%}
    {%- set node = graph.nodes['model.synthetic_showcase.showcase_release_ledger'] -%}
    {%- set ledger = adapter.get_relation(node.database, node.schema, node.alias) -%}
    {%- if ledger is none -%}
        {%- do log('synthetic_showcase | the ledger is empty: nothing was released', info=true) -%}
    {%- else -%}
        {%- set last = run_query(
            "select count(*) as entries, count(distinct release_id) filter (where event = 'published') as releases,"
            ~ " max_by(entry_hash, entry) as entry_hash from " ~ ledger
        ).rows[0] -%}
        {%- do log('synthetic_showcase | the ledger is intact: ' ~ last.entries ~ ' entries, ' ~ last.releases
            ~ ' releases; the last hash is ' ~ last.entry_hash, info=true) -%}
    {%- endif -%}
{% endmacro %}
