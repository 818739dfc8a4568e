{#-
  The charge for this release, as the next entry of the privacy ledger. It is on the disk before any noise is drawn,
  and is never taken back. No charge if the noise of this release was drawn before.

  Returns SQL with the columns of the ledger; one row or none.

  Arguments:
    release_key: relation made by `identify_release`.
    privacy_budget: relation made by `plan_budget`.
    epsilon, delta, budget_epsilon: default to the variables.
  Raises an error, and charges nothing, if the data set would have spent more than `budget_epsilon`.
-#}
{% macro charge_budget(release_key, privacy_budget, epsilon=none, delta=none, budget_epsilon=none) %}
    {%- set epsilon = synthetic_showcase._option('epsilon', epsilon) or 0 -%}
    {%- set delta = synthetic_showcase._option('delta', delta) -%}
    {%- set budget = synthetic_showcase._option('budget_epsilon', budget_epsilon) or epsilon -%}
    {#- Downstream of us; `ref()` would make a cycle. -#}
    {%- set drawn = load_relation(synthetic_showcase._governance_relations().drawn_releases) if execute else none -%}
    {%- set columns = synthetic_showcase._privacy_ledger_columns() %}
with

ledger as (
    {%- if is_incremental() %}
    select * from {{ this }}
    {%- else %}
    select {% for name, type in columns.items() %}cast(null as {{ type }}) as {{ name }}, {% endfor %}cast(null as varchar) as entry_hash where false
    {%- endif %}
),

last as (
    select coalesce(max(entry), 0) as entry, coalesce(max_by(entry_hash, entry), '') as entry_hash
    from ledger
),

-- this release, unless its noise was drawn before
due as (
    select
        release_key.data_set,
        release_key.fingerprint,
        (select coalesce(sum(ledger.epsilon), 0) from ledger where ledger.data_set = release_key.data_set) as spent
    from {{ release_key }} as release_key
    {%- if drawn is not none %}
    where release_key.fingerprint not in (select fingerprint from {{ drawn }})
    {%- endif %}
),

added as (
    select
        last.entry + 1 as entry,
        cast(now() at time zone 'UTC' as timestamp) as recorded_at,
        '{{ invocation_id }}' as charge_id,
        due.data_set,
        due.fingerprint,
        {{ "'deterministic noise for tests: not private; '" if synthetic_showcase._option('deterministic_noise_for_tests') else "''" }} || (
            select string_agg(step || ': ' || round(share, 6) || ' (' || mechanism || ')', ', ' order by position) from {{ privacy_budget }}
        ) as mechanism,
        cast({{ epsilon }} as double) as epsilon,
        cast({{ delta if delta is not none else 'null' }} as double) as delta,
        {{ synthetic_showcase._text(synthetic_showcase._neighbour_relation()) }} as neighbour_relation,
        -- stops before the budget would be exceeded
        case
            when due.spent + {{ epsilon }} <= {{ budget }} + 1e-9 then due.spent + {{ epsilon }}
            else error(
                'synthetic_showcase: not built, and nothing charged: the data set ' || due.data_set || ' has spent epsilon ' || due.spent
                || ' and this release would spend {{ epsilon }} more, ' || (due.spent + {{ epsilon }}) || ' together; showcase_budget_epsilon is {{ budget }}'
            )
        end as spent_epsilon,
        cast({{ budget }} as double) as budget_epsilon,
        '{{ synthetic_showcase._package_version() }}' as package_version,
        last.entry_hash as previous_hash
    from due, last
),

final as (
    select *, {{ synthetic_showcase._entry_hash(columns) }} as entry_hash
    from added
)

select * from final
{% endmacro %}
