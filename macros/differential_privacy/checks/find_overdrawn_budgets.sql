{#-
  Finding: contradictions between the privacy ledger and this release: no charge for it, a broken chain of entries, or
  more spent than the budget.

  Returns SQL with `finding`.

  Arguments: relations made by `charge_budget`, `identify_release`, `mark_drawn`.
-#}
{% macro find_overdrawn_budgets(privacy_ledger, release_key, drawn_releases) %}
with

final as (
    select 'no charge is on record for this release' as finding
    from {{ release_key }} as release_key
    where release_key.fingerprint not in (select fingerprint from {{ privacy_ledger }})
    union all
    select 'the noise of this release is not on record' as finding
    from {{ release_key }} as release_key
    where release_key.fingerprint not in (select fingerprint from {{ drawn_releases }})
    union all
    select 'entry ' || entry || ': ' || finding as finding
    from ({{ synthetic_showcase.find_broken_entries(privacy_ledger, synthetic_showcase._privacy_ledger_columns()) }}) as broken
    union all
    select 'entry ' || entry || ' has spent more than its budget' as finding
    from {{ privacy_ledger }}
    where spent_epsilon > budget_epsilon + 1e-9
)

select * from final
{% endmacro %}
