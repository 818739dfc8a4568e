{#-
  Finding: earlier k-anonymous releases that tell more together with this one than alone, unless a further release is
  allowed: those of other records, and those of the same records if this one follows from none of them.

  A release follows from an earlier one of the same records if its counts can be computed from the counts of that one:
  k is a multiple of the earlier k, no combination is longer, and the columns are the same. Rounding down twice is then
  rounding down once. Whether each count is the one that follows is looked at as well, because what `min_diversity`
  leaves out need not follow.

  Returns SQL with `release_id`, `released_at`, `finding` (`records`, or `options` if the records are the same); no
  rows with `allow_repeated_k_anonymity`.

  Arguments:
    snapshot: relation made by `snapshot_aggregates`; earlier snapshots are looked up by its name.
    released_aggregates, ledger: the models `released_aggregates` and `release_ledger`.
    allow_repeated_k_anonymity: defaults to the variable.
-#}
{% macro find_repeated_releases(snapshot, released_aggregates, ledger, allow_repeated_k_anonymity=none) %}
with

earlier as (
    {{ synthetic_showcase._earlier_snapshots(released_aggregates, ledger, snapshot.identifier) }}
),

this_release as (
    select * from {{ snapshot }} where length = 0
),

-- earlier releases whose options let this one follow
candidates as (
    select earlier.release_id, this_release.resolution, this_release.reporting_length
    from earlier
    inner join this_release on earlier.input_mark = this_release.input_mark
    where
        earlier.length = 0
        and this_release.resolution % earlier.resolution = 0
        and this_release.reporting_length <= earlier.reporting_length
        and list_sort(earlier.column_names) is not distinct from list_sort(this_release.column_names)
        -- a column is named if k records have a value in it; that more have one is known if they share a value
        and (
            this_release.resolution = earlier.resolution
            or list_has_all(
                (
                    select list(named.column_names[1])
                    from earlier as named
                    where
                        named.release_id = earlier.release_id
                        and named.length = 1
                        and named.reported_count >= this_release.resolution
                ),
                this_release.column_names
            )
        )
),

following as (
    select
        earlier.release_id,
        earlier.length,
        earlier.selections,
        earlier.reported_count // candidates.resolution * candidates.resolution as reported_count
    from earlier
    inner join candidates on earlier.release_id = candidates.release_id
    where
        earlier.length <= candidates.reporting_length
        and (earlier.length = 0 or earlier.reported_count >= candidates.resolution)
),

reported as (
    select candidates.release_id, snapshot.length, snapshot.selections, snapshot.reported_count
    from {{ snapshot }} as snapshot
    cross join candidates
),

differing as (
    (select * from following except select * from reported)
    union all
    (select * from reported except select * from following)
),

final as (
    select distinct
        earlier.release_id,
        earlier.released_at,
        case when earlier.input_mark = this_release.input_mark then 'options' else 'records' end as finding
    from earlier
    cross join this_release
    where
        earlier.length = 0
        and not {{ synthetic_showcase._option('allow_repeated_k_anonymity', allow_repeated_k_anonymity) | lower }}
        and (
            earlier.input_mark <> this_release.input_mark
            or not exists (select release_id from candidates where release_id not in (select release_id from differing))
        )
    order by earlier.released_at
)

select * from final
{% endmacro %}
