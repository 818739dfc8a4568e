{#-
  Reported counts: the support of each frequent combination, rounded down to a multiple of `resolution`, so that
  neither a reported count nor the difference of two is smaller than `resolution` (as in Synthetic Data Showcase).

  Returns SQL with `combination_id` (from 1, in the order of length and attributes), `length`,
  `attribute_ids`, `selections` (attributes as text, separated by `;`, columns in alphabetical
  order), `reported_count`, `standard_error` (null).

  Arguments:
    combination_counts: relation made by `count_combinations`.
    reported_attributes: relation made by `report_attributes`.
    group_diversity: relation made by `measure_diversity`; with `min_diversity`, a combination is left out
      if it reveals a sensitive value of a group in which fewer values of that column occur.
    resolution, reporting_length, min_diversity: default to the variables.
  Raises an error for min_diversity without group_diversity.
-#}
{% macro report_aggregates(
    combination_counts, reported_attributes, resolution=none, reporting_length=none, group_diversity=none, min_diversity=none
) %}
    {%- set resolution = synthetic_showcase._option('reporting_resolution', resolution) -%}
    {%- do synthetic_showcase._keep_of_model('k', resolution) -%}
    {%- set reporting_length = synthetic_showcase._option('reporting_length', reporting_length) %}
    {%- set min_diversity = synthetic_showcase._option('min_diversity', min_diversity) %}
    {%- if min_diversity is not none and group_diversity is none -%}
        {{ exceptions.raise_compiler_error('synthetic_showcase: report_aggregates: min_diversity needs the argument group_diversity, a relation made by measure_diversity.') }}
    {%- endif %}
with

-- a combination with less support than the resolution is not reported
rounded as (
    select
        length,
        attribute_ids,
        cast(floor(support / {{ resolution }}) * {{ resolution }} as bigint) as reported_count
    from {{ combination_counts }}
    where support >= {{ resolution }}
),
{% if min_diversity is not none %}
-- combinations that would reveal a sensitive value of a group with too few values of that column
undiverse as (
    select distinct rounded.attribute_ids
    from rounded
    inner join (
        select column_name, list(attribute_id) as attribute_ids from {{ reported_attributes }} group by column_name
    ) as members on list_has_any(rounded.attribute_ids, members.attribute_ids)
    inner join {{ group_diversity }} as groups
        on members.column_name = groups.column_name
        and list_filter(rounded.attribute_ids, lambda a: not list_contains(members.attribute_ids, a)) = groups.attribute_ids
    where groups.distinct_values < {{ min_diversity }}
),
{% endif %}
final as (
    select
        {{ synthetic_showcase._rank('rounded.length, rounded.attribute_ids') }} as combination_id,
        rounded.length,
        rounded.attribute_ids,
        concat_ws(
            ';'
            {%- for place in range(1, reporting_length + 1) %}, attribute_{{ place }}.attribute{% endfor -%}
        ) as selections,
        rounded.reported_count,
        -- null, because rounding adds no random noise
        cast(null as double) as standard_error
    from rounded
    {%- for place in range(1, reporting_length + 1) %}
    left join {{ reported_attributes }} as attribute_{{ place }}
        on {{ synthetic_showcase._item('rounded.attribute_ids', place) }} = attribute_{{ place }}.attribute_id
    {%- endfor %}
    {%- if min_diversity is not none %}
    where rounded.attribute_ids not in (select undiverse.attribute_ids from undiverse)
    {%- endif %}
)

select * from final
{% endmacro %}
