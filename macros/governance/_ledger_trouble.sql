{#-
  What is wrong with the ledger of releases and the privacy ledger, as a list of sentences: a broken chain of hashes,
  or a published release that is not recorded. `every_file`: whether to compare the contents of each file of the
  release too.
-#}
{% macro _ledger_trouble(every_file) %}
    {%- set node = graph.nodes.get('model.synthetic_showcase.showcase_release_ledger') -%}
    {%- if node is none -%}
        {{ return([]) }}
    {%- endif -%}
    {%- set trouble = [] -%}
    {%- set ledger = adapter.get_relation(node.database, node.schema, node.alias) -%}
    {%- if ledger is not none and not ledger.is_table -%}
        {%- do trouble.append('it is a ' ~ ledger.type ~ ', and has to be a table') -%}
    {%- elif ledger is not none -%}
        {%- for row in run_query(synthetic_showcase.find_broken_entries(ledger)).rows -%}
            {%- do trouble.append('entry ' ~ row.entry ~ ': ' ~ row.finding) -%}
        {%- endfor -%}
    {%- endif -%}
    {%- do trouble.extend(synthetic_showcase._privacy_ledger_trouble()) -%}
    {%- set published_file = synthetic_showcase._published_file() -%}
    {%- set contents = run_query(
        'select showcase_check_release(' ~ synthetic_showcase._text(synthetic_showcase._beside(published_file, 'release')) ~ ', ' ~ every_file | lower ~ ')'
    ).columns[0].values() | first -%}
    {%- if contents and (ledger is none or not run_query(
        'select entry from ' ~ ledger ~ ' where contents = ' ~ synthetic_showcase._text(contents)
    ).rows) -%}
        {%- do trouble.append('it does not record the release in ' ~ published_file ~ ', so this is not the sensitive file from which that was made,'
            ~ ' or an older copy of it; to start again, move the release away: published.duckdb, release and releases') -%}
    {%- endif -%}
    {{ return(trouble) }}
{% endmacro %}
