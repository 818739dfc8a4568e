{#-
  SQL that adds the snapshot of a release to the earlier ones. If its rows are stored already, only its first row, of
  all records, is added, which records that this release has the same rows.
  Arguments: released_aggregates, the relation of governance; snapshot, the relation of this run's.
-#}
{% macro _keep_snapshot(released_aggregates, snapshot) %}
    {%- set text = synthetic_showcase._text %}
insert into {{ released_aggregates }} by name
with

contents as (
    select md5(string_agg(md5(cast(row_to_json(rows) as varchar)), '' order by rows.length, rows.selections)) as contents
    from {{ snapshot }} as rows
)

select
    {{ text(invocation_id) }} as release_id,
    cast('{{ run_started_at.strftime("%Y-%m-%d %H:%M:%S") }}' as timestamp) as released_at,
    {{ text(snapshot.identifier) }} as snapshot,
    contents.contents,
    rows.*
from {{ snapshot }} as rows, contents
where
    rows.length = 0
    or contents.contents not in (select kept.contents from {{ released_aggregates }} as kept where kept.snapshot = {{ text(snapshot.identifier) }})
{%- endmacro %}
