{#-
  SQL of a CTE `due`: the fingerprint of the release if the noise of this step still has to be drawn. No rows if it
  was drawn before, even if no count was above its threshold then. Raises an error if the ledger has no charge of this
  run. Arguments: release_key and privacy_ledger, the relations.
-#}
{% macro _due(release_key, privacy_ledger) -%}
{#- Downstream of us; `ref()` would make a cycle. -#}
{%- set drawn = load_relation(synthetic_showcase._governance_relations().drawn_releases) if execute and is_incremental() else none -%}
due as (
    select release_key.fingerprint
    from {{ release_key }} as release_key
    left join (
        {%- if is_incremental() %}
        select distinct fingerprint, true as is_stored from {{ this }}
        {%- if drawn is not none %}
        union
        select fingerprint, true as is_stored from {{ drawn }}
        {%- endif %}
        {%- else %}
        select cast(null as varchar) as fingerprint, true as is_stored where false
        {%- endif %}
    ) as stored on release_key.fingerprint = stored.fingerprint
    left join (
        select distinct fingerprint, true as is_charged
        from {{ privacy_ledger }}
        where charge_id = '{{ invocation_id }}'
    ) as charged on release_key.fingerprint = charged.fingerprint
    where
        case
            when stored.is_stored then false
            when charged.is_charged then true
            else error('synthetic_showcase: no noise is drawn, because privacy_ledger has no charge of this run; run dbt build without a selection')
        end
)
{%- endmacro %}
