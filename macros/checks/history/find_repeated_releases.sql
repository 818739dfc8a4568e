{#-
  Finding: earlier k-anonymous releases of other records than today's, unless a further release is allowed.

  Returns SQL with `release_id`, `released_at`; no rows with `allow_repeated_k_anonymity`.

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

final as (
    select distinct release_id, released_at
    from earlier
    where
        length = 0
        and input_mark <> (select any_value(input_mark) from {{ snapshot }})
        and not {{ synthetic_showcase._option('allow_repeated_k_anonymity', allow_repeated_k_anonymity) | lower }}
    order by released_at
)

select * from final
{% endmacro %}
