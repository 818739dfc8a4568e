{#-
  The stored snapshots before the first release.

  Returns SQL with `release_id`, `released_at`, `snapshot` (name of the model that
  `snapshot_aggregates` made), `contents` (hash of its rows) and the columns of `snapshot_aggregates`; no rows.
-#}
{% macro empty_snapshots() %}
select
    cast(null as varchar) as release_id,
    cast(null as timestamp) as released_at,
    cast(null as varchar) as snapshot,
    cast(null as varchar) as contents,
    cast(null as varchar) as input_mark,
    cast(null as integer) as resolution,
    cast(null as integer) as reporting_length,
    cast(null as integer) as length,
    cast(null as varchar[]) as column_names,
    cast(null as varchar) as selections,
    cast(null as bigint) as reported_count
where false
{% endmacro %}
