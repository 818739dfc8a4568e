{#-
  The number of records, rounded down to a multiple of `resolution` like every reported count.

  Returns SQL with one row: `reported_records`.

  Arguments:
    records: relation made by `prepare_records`.
    resolution: defaults to `showcase_reporting_resolution`.
-#}
{% macro report_totals(records, resolution=none) %}
    {%- set resolution = synthetic_showcase._option('reporting_resolution', resolution) -%}
    {%- do synthetic_showcase._keep_of_model('k', resolution) -%}
with

final as (
    select cast(floor(count(*) / {{ resolution }}) * {{ resolution }} as bigint) as reported_records
    from {{ records }}
)

select * from final
{% endmacro %}
