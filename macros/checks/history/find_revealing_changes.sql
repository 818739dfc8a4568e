{#-
  Finding: combinations whose reported counts in an earlier release and in this one reveal together what neither
  reveals alone. A reported count r stands for r to r + k - 1 records, and a count that is not reported for 0 to k -
    1. change: the counts certainly differ, and fewer than k records may have joined or left, so that one person who
      is known to have joined may account for all of it;
    narrowed: the records are the same, and the two counts, rounded to different multiples, leave
      fewer than `min_interval` possible numbers.

  Returns SQL with `release_id`, `released_at` (of the earlier release), `finding`, `length`, `selections`,
  `earlier_count`, `reported_count` (null if not reported) and `least`, `most`: bounds for the records that
  joined or left, or for the true count.

  Arguments: as for `find_repeated_releases`; resolution, min_interval default to the variables.
  Only combinations whose columns and length both releases have are compared.
-#}
{% macro find_revealing_changes(snapshot, released_aggregates, ledger, resolution=none, min_interval=none) %}
    {%- set resolution = synthetic_showcase._option('reporting_resolution', resolution) -%}
    {%- set min_interval = synthetic_showcase._min_interval(resolution, min_interval) %}
with

earlier as (
    {{ synthetic_showcase._earlier_snapshots(released_aggregates, ledger, snapshot.identifier) }}
),

pairs_of_releases as (
    select
        earlier.release_id,
        earlier.released_at,
        earlier.resolution,
        earlier.input_mark = today.input_mark as is_same,
        least(earlier.reporting_length, today.reporting_length) as comparable_length,
        list_intersect(earlier.column_names, today.column_names) as comparable_columns
    from earlier
    cross join (select * from {{ snapshot }} where length = 0) as today
    where earlier.length = 0
),

-- the combinations of both releases
counts as (
    select release_id, length, column_names, selections, reported_count as earlier_count, null as reported_count from earlier
    union all
    select releases.release_id, today.length, today.column_names, today.selections, null, today.reported_count
    from {{ snapshot }} as today
    cross join pairs_of_releases as releases
),

compared as (
    select
        counts.release_id,
        counts.length,
        any_value(counts.column_names) as column_names,
        counts.selections,
        max(counts.earlier_count) as earlier_count,
        max(counts.reported_count) as reported_count
    from counts
    group by counts.release_id, counts.length, counts.selections
),

bounds as (
    select
        releases.* exclude (resolution, comparable_length, comparable_columns),
        compared.length,
        compared.selections,
        compared.earlier_count,
        compared.reported_count,
        coalesce(compared.earlier_count, 0) as earlier_least,
        coalesce(compared.earlier_count, 0) + releases.resolution - 1 as earlier_most,
        coalesce(compared.reported_count, 0) as today_least,
        coalesce(compared.reported_count, 0) + {{ resolution - 1 }} as today_most
    from compared
    inner join pairs_of_releases as releases on compared.release_id = releases.release_id
    where
        compared.length <= releases.comparable_length
        and (compared.length = 0 or list_has_all(releases.comparable_columns, compared.column_names))
),

final as (
    select
        release_id,
        released_at,
        'change' as finding,
        length,
        selections,
        earlier_count,
        reported_count,
        greatest(earlier_least - today_most, today_least - earlier_most) as least,
        greatest(earlier_most - today_least, today_most - earlier_least) as most
    from bounds
    where greatest(earlier_least - today_most, today_least - earlier_most) between 1 and {{ resolution - 1 }}
    union all
    select
        release_id,
        released_at,
        'narrowed' as finding,
        length,
        selections,
        earlier_count,
        reported_count,
        greatest(earlier_least, today_least) as least,
        least(earlier_most, today_most) as most
    from bounds
    where
        is_same
        and least(earlier_most, today_most) > 0
        and least(earlier_most, today_most) - greatest(earlier_least, today_least) + 1 < {{ min_interval }}
    order by released_at, length, selections
)

select * from final
{% endmacro %}
