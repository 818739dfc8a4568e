{#-
  SQL of a CTE `due`: the release for which noise has to be drawn in this step, with its fingerprint;
  no row where that was done before, also where nothing came of it that could be told. An error where the
  ledger has no charge of this run for it.
  Arguments: release_key and privacy_ledger, the relations.
-#}
{% macro _due(release_key, privacy_ledger) -%}
{#- A model that comes later, and reads this one: not by ref. -#}
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
            else error('synthetic_showcase: no noise is drawn, for privacy_ledger has no charge of this run; run dbt build without a selection')
        end
)
{%- endmacro %}
