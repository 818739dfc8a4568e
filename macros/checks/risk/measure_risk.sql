{#-
  How rare the combinations are that each record holds.

  Returns SQL with `record_id`, `attribute_id`, `length`, `least_support`: the smallest support among the combinations
  of that length that the record holds and that include the attribute; only if it is below `resolution`.

  Arguments:
    record_attributes, distinct_records, measured_records: relations made by `encode_records`,
      `merge_records` and `choose_measured`.
    resolution, reporting_length: default to the variables.
  Raises an error on engines other than DuckDB.
-#}
{% macro measure_risk(record_attributes, distinct_records, measured_records, resolution=none, reporting_length=none) %}
    {{ return(adapter.dispatch('measure_risk', 'synthetic_showcase')(
        record_attributes,
        distinct_records,
        measured_records,
        synthetic_showcase._option('reporting_resolution', resolution),
        synthetic_showcase._option('reporting_length', reporting_length)
    )) }}
{% endmacro %}

{% macro default__measure_risk(record_attributes, distinct_records, measured_records, resolution, reporting_length) %}
    {{ synthetic_showcase._refuse_engine('measure_risk runs on DuckDB') }}
{% endmacro %}

{% macro duckdb__measure_risk(record_attributes, distinct_records, measured_records, resolution, reporting_length) %}
with

-- all records as one value, because the function is called once per row
listed as (
    {{- synthetic_showcase._record_list(distinct_records) }}
),

-- the distinct record that equals each measured one
chosen as (
    select measured.record_id, alike.record_id as stands_for
    from {{ measured_records }} as measured
    inner join {{ record_attributes }} as held on measured.record_id = held.record_id
    inner join {{ distinct_records }} as alike on held.attribute_ids = alike.attribute_ids
),

wanted as (
    select list(distinct stands_for) as record_ids from chosen
),

measured as (
    select showcase_measure_risk(listed.records, wanted.record_ids, {{ reporting_length }}, {{ resolution }}) as found
    from listed, wanted
),

found as (
    select each.record_id, each.attribute_id, each.length, each.least_support
    from measured, unnest(measured.found) as _(each)
),

final as (
    select chosen.record_id, found.attribute_id, found.length, found.least_support
    from found
    inner join chosen on found.record_id = chosen.stands_for
)

select * from final
{% endmacro %}
