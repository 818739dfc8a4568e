{#-
  Reported counts with differential privacy. They are computed from noisy counts alone (post-processing), so
  they cost no budget.

  The fabrication mode decides which combinations are reported. `balanced` takes, for each length, those that are
  least likely to be held by no record, as many as keep the mean of that probability at 1 % or less, and none with
  more than 2.5 %. The other modes report every combination with an estimate of at least one record. A combination is
  reported only if all of its parts are, and its count is never above theirs.

  Returns SQL with `combination_id` (from 1, in the order of length and attributes), `length`,
  `attribute_ids`, `selections`, `reported_count`, `standard_error`.

  Arguments: relations made by `estimate_counts` and `list_private_attributes`; reporting_length, fabrication_mode
  default to the variables.
-#}
{% macro report_private_aggregates(estimated_counts, private_attributes, reporting_length=none, fabrication_mode=none) %}
    {%- set reporting_length = synthetic_showcase._option('reporting_length', reporting_length) -%}
    {%- set balanced = synthetic_showcase._option('fabrication_mode', fabrication_mode) == 'balanced' %}
with

-- share_nobody: the mean probability that no record holds a combination, over it and all less doubtful ones
believed as (
    select
        length,
        attribute_ids,
        estimate,
        standard_error,
        nobody,
        avg(nobody) over (partition by length order by nobody, attribute_ids rows unbounded preceding) as share_nobody
    from {{ estimated_counts }}
    where round(estimate) >= 1
),

reported_1 as (
    select length, attribute_ids, round(estimate) as reported_count, standard_error
    from believed
    where length = 1
),
{% for length in range(2, reporting_length + 1) %}
parts_{{ length }} as (
    select
        attribute_ids,
        estimate,
        standard_error,
        unnest(list_transform(range(1, {{ length + 1 }}), lambda i: list_concat(attribute_ids[1:i - 1], attribute_ids[i + 1:]))) as part
    from believed
    where length = {{ length }}{{ ' and share_nobody <= 0.01 and nobody <= 0.025' if balanced }}
),

-- a combination whose parts are all reported; the smallest count among them is its upper bound
reported_{{ length }} as (
    select
        {{ length }} as length,
        whole.attribute_ids,
        least(round(any_value(whole.estimate)), min(part.reported_count)) as reported_count,
        any_value(whole.standard_error) as standard_error
    from parts_{{ length }} as whole
    inner join reported_{{ length - 1 }} as part on whole.part = part.attribute_ids
    group by whole.attribute_ids
    having count(*) = {{ length }}
),
{% endfor %}
reported as (
    {%- for length in range(1, reporting_length + 1) %}
    select * from reported_{{ length }}
    {%- if not loop.last %}
    union all
    {%- endif %}
    {%- endfor %}
),

final as (
    select
        row_number() over (order by reported.length, reported.attribute_ids) as combination_id,
        cast(reported.length as integer) as length,
        reported.attribute_ids,
        concat_ws(
            ';'
            {%- for place in range(1, reporting_length + 1) %}, {{ synthetic_showcase._selection('attribute_' ~ place ~ '.column_name', 'attribute_' ~ place ~ '.value') }}{% endfor -%}
        ) as selections,
        cast(reported.reported_count as bigint) as reported_count,
        reported.standard_error
    from reported
    {%- for place in range(1, reporting_length + 1) %}
    left join {{ private_attributes }} as attribute_{{ place }}
        on reported.attribute_ids[{{ place }}] = attribute_{{ place }}.attribute_id
    {%- endfor %}
)

select * from final
{% endmacro %}
