{#-
  SQL for the hash of an entry: SHA-256 of its fields as a JSON list of texts, the last of which is the hash of the
  entry before it. So no entry can be changed, inserted or removed without changing all later hashes. `columns`: those
  of the ledger of releases, or of another ledger.
-#}
{% macro _entry_hash(columns=none) %}
    sha256(cast(to_json([
        {%- for name, type in (columns or synthetic_showcase._ledger_columns()).items() -%}
        {{ 'cast(to_json(' ~ name ~ ') as varchar)' if type.endswith('[]') else 'cast(' ~ name ~ ' as varchar)' }}{{ ', ' if not loop.last }}
        {%- endfor -%}
    ]) as varchar))
{%- endmacro %}
