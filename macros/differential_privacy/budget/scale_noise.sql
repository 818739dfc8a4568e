{#-
  The contribution bound, and the noise of each length that follows from it (post-processing).

  The bound is the most attributes that a record keeps. It is the number in `contribution_bound`; or with `columns`,
  the width in the plan; or with `private`, the smallest number that at most 1 % of the records exceed, by their noisy
  counts. A record with D attributes is in at most C(D, k) combinations of length k, so that one subject changes the
  counts of a length by at most the square root of that number (Euclidean norm).

  Returns SQL, one row per length: `length`, `bound`, `contributions`, `sigma` (standard deviation of the
  noise), `threshold` (a count of a candidate found in the data is published only above it; null if the
  candidates do not depend on the data), `reported_records`, `epsilon`, `delta`.

  Arguments: relations made by `plan_noise`, `plan_budget`, `identify_release`, and by `add_noise_to_widths` if the
  bound is private; epsilon, reporting_length, contribution_bound, fabrication_mode default to the variables.
  Raises an error if the table is too small for its budget, by its noisy number of records.
-#}
{% macro scale_noise(
    noise_plan, privacy_budget, release_key, noisy_widths=none,
    epsilon=none, reporting_length=none, contribution_bound=none, fabrication_mode=none
) %}
    {%- set bound = synthetic_showcase._option('contribution_bound', contribution_bound) -%}
    {%- set reporting_length = synthetic_showcase._option('reporting_length', reporting_length) -%}
    {%- set without_fabrication = synthetic_showcase._option('fabrication_mode', fabrication_mode) == 'none' %}
with

plan as (
    select * from {{ noise_plan }}
),

bounds as (
    {%- if bound == 'private' %}
    select coalesce(min(possible.width), any_value(plan.width)) as bound
    from plan
    left join (
        select each.width, sum(wider.noisy_count) filter (where wider.width > each.width) as wider
        from {{ noisy_widths }} as each
        inner join {{ noisy_widths }} as wider on each.fingerprint = wider.fingerprint
        where each.fingerprint = (select fingerprint from {{ release_key }}) and each.width > 0
        group by each.width
    ) as possible on coalesce(possible.wider, 0) <= 0.01 * plan.reported_records
    {%- elif bound == 'columns' %}
    select width as bound from plan
    {%- else %}
    select least({{ bound }}, width) as bound from plan
    {%- endif %}
),

lengths as (
    {%- for length in range(1, reporting_length + 1) %}
    {%- set factors = [] %}
    {%- for i in range(length) %}
    {%- do factors.append('greatest(bound - ' ~ i ~ ', 0) / ' ~ (i + 1)) %}
    {%- endfor %}
    select {{ length }} as length, cast(round(greatest({{ factors | join(' * ') }}, 1)) as bigint) as contributions from bounds
    {%- if not loop.last %}
    union all
    {%- endif %}
    {%- endfor %}
),

scaled as (
    select
        lengths.length,
        cast(bounds.bound as integer) as bound,
        lengths.contributions,
        sqrt(lengths.contributions) / (plan.mu * sqrt(budget.share_of_gaussian)) as sigma,
        plan.reported_records,
        plan.delta,
        plan.selection_delta
    from lengths, bounds, plan, {{ privacy_budget }} as budget
    where budget.step = cast(lengths.length as varchar)
),

with_thresholds as (
    select
        length,
        bound,
        contributions,
        sigma,
        case when {{ 'true' if without_fabrication else 'length = 1' }} then showcase_selection_threshold(sigma, contributions, selection_delta) end as threshold,
        reported_records,
        cast({{ synthetic_showcase._option('epsilon', epsilon) or 0 }} as double) as epsilon,
        delta
    from scaled
),

smallest as (
    select max(coalesce(threshold, 2 * sigma)) as needed from with_thresholds where length = 1
),

final as (
    select
        length,
        bound,
        contributions,
        sigma,
        threshold,
        case
            when reported_records > smallest.needed then reported_records
            else error(
                'synthetic_showcase: not published: the table is too small for its budget. It has about ' || reported_records
                || ' records (noise added), and at epsilon {{ synthetic_showcase._option("epsilon", epsilon) }} only values of more than ' || cast(ceil(smallest.needed) as bigint)
                || ' records can be published. The charge stands, because the number of records was measured. A larger epsilon, fewer columns, or public values need fewer records'
            )
        end as reported_records,
        epsilon,
        delta
    from with_thresholds, smallest
)

select * from final
{% endmacro %}
