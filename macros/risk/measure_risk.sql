{#-
  How rare the combinations are that records hold.

  Returns SQL with `record_id`, `attribute_id`, `length`, `least_support`: the least support of any
  combination of that length that the record holds and the attribute is in; only where it is below
  `resolution`.

  Arguments:
    record_attributes, measured_records: relations made by `encode_records` and `choose_measured`.
    resolution, reporting_length: default to the variables.
  Raises an error on engines other than DuckDB.
-#}
{% macro measure_risk(record_attributes, measured_records, resolution=none, reporting_length=none) %}
    {{ return(adapter.dispatch('measure_risk', 'synthetic_showcase')(
        record_attributes,
        measured_records,
        synthetic_showcase._option('reporting_resolution', resolution),
        synthetic_showcase._option('reporting_length', reporting_length)
    )) }}
{% endmacro %}

{% macro default__measure_risk(record_attributes, measured_records, resolution, reporting_length) %}
    {{ exceptions.raise_compiler_error('synthetic_showcase: measure_risk runs on DuckDB; the target is of type ' ~ target.type ~ '.') }}
{% endmacro %}

{% macro duckdb__measure_risk(record_attributes, measured_records, resolution, reporting_length) %}
with

-- one value for the function, which sees one row at a time
cells as (
    {{- synthetic_showcase._cell_list(record_attributes) }}
),

chosen as (
    select list(record_id order by record_id) as record_ids from {{ measured_records }}
),

measured as (
    select showcase_measure_risk(cells.cells, chosen.record_ids, {{ reporting_length }}, {{ resolution }}) as found
    from cells, chosen
),

final as (
    select each.record_id, each.attribute_id, each.length, each.least_support
    from measured, unnest(measured.found) as _(each)
)

select * from final
{% endmacro %}
