{#-
  SQL that appends one entry to the ledger of releases.

  Arguments:
    ledger: relation of the ledger.
    event: `authorised`, before a release is published, or `published`, after it. A release whose
      publication was interrupted has only the first.
    description: relation made by `describe_release`, with one row.
    input: name of what it was made from.
    published_tables: names of the tables of the release.
    contents: SQL for the SHA-256 of the file of checksums.
-#}
{% macro _record_release(ledger, event, description, input, published_tables, contents) %}
insert into {{ ledger }} by name
with

last as (
    select coalesce(max(entry), 0) as entry, coalesce(max_by(entry_hash, entry), '') as entry_hash
    from {{ ledger }}
),

added as (
    select
        last.entry + 1 as entry,
        cast(now() at time zone 'UTC' as timestamp) as recorded_at,
        '{{ event }}' as event,
        described.release_id,
        {{ synthetic_showcase._text(description.identifier) }} as described_in,
        {{ synthetic_showcase._text(input) }} as input,
        described.guarantee,
        described.synthesis_mode,
        described.resolution,
        described.reporting_length,
        described.epsilon,
        described.delta,
        described.neighbour_relation,
        described.columns,
        described.reported_records,
        [{% for name in published_tables %}{{ synthetic_showcase._text(name) }}{{ ', ' if not loop.last }}{% endfor %}] as published_tables,
        {{ contents }} as contents,
        described.package_version,
        last.entry_hash as previous_hash
    from {{ description }} as described, last
)

select *, {{ synthetic_showcase._entry_hash() }} as entry_hash
from added
{%- endmacro %}
