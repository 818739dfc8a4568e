{#-
  SQL that appends the entry of a release to the ledger.

  Arguments:
    ledger: relation of the ledger.
    event: `authorised` before a release is published, `published` after it. A release whose publication was
      interrupted has only the first.
    description: relation made by `describe_release`, with one row.
    input: name of the table that the release was made from.
    published_tables: names of the tables of the release.
    contents: SQL for the SHA-256 of the file of checksums.
-#}
{% macro _record_release(ledger, event, description, input, published_tables, contents) %}
    {%- set fields %}
    select
        '{{ event }}' as event,
        *,
        {{ synthetic_showcase._text(description.identifier) }} as described_in,
        {{ synthetic_showcase._text(input) }} as input,
        [{% for name in published_tables %}{{ synthetic_showcase._text(name) }}{{ ', ' if not loop.last }}{% endfor %}] as published_tables,
        {{ contents }} as contents
    from {{ description }}
    {%- endset %}
    {{- synthetic_showcase._append_entry(ledger, fields) }}
{%- endmacro %}
