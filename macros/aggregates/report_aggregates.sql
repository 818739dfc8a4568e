{#-
  Reported counts: the support of each frequent combination, rounded down to a multiple of `resolution`,
  which is so the smallest reported group and the smallest reported difference (Synthetic Data Showcase).

  Returns SQL with `combination_id` (from 1, in the order of length and attributes), `length`,
  `attribute_ids`, `selections` (attributes as text, `;` between them, columns in alphabetical
  order), `reported_count`.

  Arguments:
    combination_counts: relation made by `count_combinations`.
    reported_attributes: relation made by `report_attributes`.
    resolution, reporting_length: default to the variables.
-#}
{% macro report_aggregates(combination_counts, reported_attributes, resolution=none, reporting_length=none) %}
    {%- set resolution = synthetic_showcase._option('reporting_resolution', resolution) -%}
    {%- set reporting_length = synthetic_showcase._option('reporting_length', reporting_length) %}
with

-- below the resolution nothing is reported
rounded as (
    select
        length,
        attribute_ids,
        cast(floor(support / {{ resolution }}) * {{ resolution }} as bigint) as reported_count
    from {{ combination_counts }}
    where support >= {{ resolution }}
),

final as (
    select
        row_number() over (order by rounded.length, rounded.attribute_ids) as combination_id,
        rounded.length,
        rounded.attribute_ids,
        concat_ws(
            ';'
            {%- for place in range(1, reporting_length + 1) %}, attribute_{{ place }}.attribute{% endfor -%}
        ) as selections,
        rounded.reported_count
    from rounded
    {%- for place in range(1, reporting_length + 1) %}
    left join {{ reported_attributes }} as attribute_{{ place }}
        on rounded.attribute_ids[{{ place }}] = attribute_{{ place }}.attribute_id
    {%- endfor %}
)

select * from final
{% endmacro %}
