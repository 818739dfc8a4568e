{#-
  Finding: combinations whose reported counts in an earlier release and in this one reveal together what neither
  reveals alone. A reported count r stands for r to r + k - 1 records, and a count that is not reported for 0 to k -
    1. change: the counts certainly differ, and fewer than k records may have joined or left, so that one person who
      is known to have joined may account for all of it;
    narrowed: the records are the same, and the counts of all of their releases, rounded to different multiples, leave
      fewer than `min_interval` possible numbers together.

  Returns SQL with `release_id`, `released_at` (of the earlier release, or of the last one of several), `finding`, `length`, `selections`,
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

-- also what neither an earlier release nor this one reports, if another earlier one does
combinations as (
    select length, selections, any_value(column_names) as column_names
    from (
        select length, selections, column_names from earlier
        union all
        select length, selections, column_names from {{ snapshot }}
    )
    group by length, selections
),

bounds as (
    select
        releases.* exclude (resolution, comparable_length, comparable_columns),
        combinations.length,
        combinations.selections,
        earlier.reported_count as earlier_count,
        today.reported_count,
        coalesce(earlier.reported_count, 0) as earlier_least,
        coalesce(earlier.reported_count, 0) + releases.resolution - 1 as earlier_most,
        coalesce(today.reported_count, 0) as today_least,
        coalesce(today.reported_count, 0) + {{ resolution - 1 }} as today_most
    from combinations
    inner join pairs_of_releases as releases
        on combinations.length <= releases.comparable_length
        and (combinations.length = 0 or list_has_all(releases.comparable_columns, combinations.column_names))
    left join earlier
        on releases.release_id = earlier.release_id
        and combinations.length = earlier.length
        and combinations.selections = earlier.selections
    left join {{ snapshot }} as today
        on combinations.length = today.length
        and combinations.selections = today.selections
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
        last(release_id order by released_at) as release_id,
        max(released_at) as released_at,
        'narrowed' as finding,
        length,
        selections,
        last(earlier_count order by released_at) as earlier_count,
        any_value(reported_count) as reported_count,
        greatest(max(earlier_least), max(today_least)) as least,
        least(min(earlier_most), min(today_most)) as most
    from bounds
    where is_same
    group by length, selections
    having
        least(min(earlier_most), min(today_most)) > 0
        and least(min(earlier_most), min(today_most)) - greatest(max(earlier_least), max(today_least)) + 1 < {{ min_interval }}
    order by released_at, length, selections
)

select * from final
{% endmacro %}
