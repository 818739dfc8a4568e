{#-
  SQL that appends an entry to the ledger of releases.

  Arguments:
    ledger: relation of the ledger.
    fields: SQL with one row: the columns of the entry except its number, time and hashes.
-#}
{% macro _append_entry(ledger, fields) %}
insert into {{ ledger }} by name
with

last as (
    select coalesce(max(entry), 0) as entry, coalesce(max_by(entry_hash, entry), '') as entry_hash
    from {{ ledger }}
),

given as (
    {{ fields }}
),

added as (
    select
        last.entry + 1 as entry,
        cast(now() at time zone 'UTC' as timestamp) as recorded_at,
        {%- for name in synthetic_showcase._ledger_columns() if name not in ['entry', 'recorded_at', 'previous_hash'] %}
        given.{{ name }},
        {%- endfor %}
        last.entry_hash as previous_hash
    from given, last
)

select *, {{ synthetic_showcase._entry_hash() }} as entry_hash
from added
{%- endmacro %}
