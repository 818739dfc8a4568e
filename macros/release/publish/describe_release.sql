{#-
  What a release is and what it guarantees, for its readers.

  Returns SQL with one row: `release_id` (of this run), `released_at` (UTC), `guarantee` (in words),
  `synthesis_mode`, `resolution` (null with differential privacy), `reporting_length`, `epsilon`, `delta`,
  `neighbour_relation` (these three are null without differential privacy), `columns` (list of names),
  `reported_records` (the number of sensitive records, rounded down to a multiple of the resolution, or with noise),
  `package_version`.

  Arguments: relations made by `report_totals`, `report_columns` and `summarize_checks`; with differential
  privacy noise_scales, made by `scale_noise`; mode, resolution, reporting_length default to the variables.
-#}
{% macro describe_release(
    reported_totals, reported_columns, checks, noise_scales=none, mode=none, resolution=none, reporting_length=none
) %}
    {%- set mode = synthetic_showcase._option('synthesis_mode', mode) -%}
    {%- set resolution = synthetic_showcase._option('reporting_resolution', resolution) -%}
    {%- set reporting_length = synthetic_showcase._option('reporting_length', reporting_length) %}
with

-- true if no check has findings, else an error that names those that do
checked as (
    {{ synthetic_showcase._checks_passed(checks) }}
),

columns as (
    select list(column_name order by position) as columns from {{ reported_columns }}
),

final as (
    select
        '{{ invocation_id }}' as release_id,
        cast('{{ run_started_at.strftime("%Y-%m-%d %H:%M:%S") }}' as timestamp) as released_at,
        {{ synthetic_showcase._private_guarantee(noise_scales, reporting_length) if noise_scales is not none else synthetic_showcase._text(synthetic_showcase._guarantee(mode, resolution, reporting_length)) }} as guarantee,
        '{{ mode }}' as synthesis_mode,
        {{ 'cast(null as integer)' if noise_scales is not none else resolution }} as resolution,
        {{ reporting_length }} as reporting_length,
        {%- for name in ['epsilon', 'delta'] %}
        {{ '(select any_value(' ~ name ~ ') from ' ~ noise_scales ~ ')' if noise_scales is not none else 'cast(null as double)' }} as {{ name }},
        {%- endfor %}
        {{ synthetic_showcase._text(synthetic_showcase._neighbour_relation()) if noise_scales is not none else 'cast(null as varchar)' }} as neighbour_relation,
        columns.columns,
        totals.reported_records,
        '{{ synthetic_showcase._package_version() }}' as package_version
    from {{ reported_totals }} as totals, columns
    where (select checked.passed from checked)
)

select * from final
{% endmacro %}
