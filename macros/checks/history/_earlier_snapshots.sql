{#-
  SQL for the snapshots of one name that belong to earlier releases, except withdrawn ones, which nobody has. Of
  releases with equal rows only the last is given.
  Arguments: released_aggregates, ledger: the relations of governance; name of the snapshot.
-#}
{% macro _earlier_snapshots(released_aggregates, ledger, name) %}
    select kept.* replace (releases.release_id as release_id, releases.released_at as released_at)
    from {{ released_aggregates }} as kept
    inner join (
        select contents, max_by(release_id, released_at) as release_id, max(released_at) as released_at
        from {{ released_aggregates }}
        where
            length = 0
            and snapshot = {{ synthetic_showcase._text(name) }}
            and release_id not in (select release_id from {{ ledger }} where event = 'withdrawn')
        group by contents
    ) as releases on kept.contents = releases.contents
    where
        kept.snapshot = {{ synthetic_showcase._text(name) }}
        and (kept.length > 0 or kept.release_id = releases.release_id)
{%- endmacro %}
