{#-
  The charge for this release, as the next entry of the privacy ledger. It is on the disk before any noise is drawn,
  and is never taken back. No charge if the noise of this release was drawn before.

  Returns SQL with the columns of the ledger; one row or none.

  Arguments:
    release_key: relation made by `identify_release`.
    privacy_budget: relation made by `plan_budget`.
    epsilon, delta, budget_epsilon, reviewed_columns: default to the variables.
    reported_columns: relation made by `report_columns`.
  Raises an error, and charges nothing, if the data set would have spent more than `budget_epsilon`, or if the name of
  a reported column looks like a direct identifier and nobody has reviewed it: such a release would not be published.
-#}
{% macro charge_budget(
    release_key, privacy_budget, epsilon=none, delta=none, budget_epsilon=none, reported_columns=none, reviewed_columns=none
) %}
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

{% if reported_columns is not none -%}
identifying as (
    {{ synthetic_showcase.list_identifying_columns(
        reported_columns, "(select cast(null as varchar) as column_name, cast(null as varchar) as value where false)", reviewed_columns
    ) }}
),

{% endif -%}
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
        -- stops before the budget would be exceeded, and before it is spent on what would not be published
        case
            {%- if reported_columns is not none %}
            when exists (from identifying where identifying.reason is null) then error((
                select 'synthetic_showcase: not built, and nothing charged: names of columns look like direct identifiers of people: '
                    || string_agg(column_name || ' (' || kind || ')', ', ' order by column_name, kind)
                    || '; leave them out with showcase_use_columns, rename them, or name them with the reason in showcase_reviewed_columns'
                from identifying
                where identifying.reason is null
            ))
            {%- endif %}
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
