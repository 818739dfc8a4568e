{#-
  What the budget allows, given the noisy number of records (post-processing).

  Returns SQL with one row: `reported_records`, `delta` (given, or 1 / (n ln n) of that number), `gaussian_delta`
  (the part of delta for the Gaussian mechanism to which all steps but the first compose), `selection_delta` (the part
  for each step whose candidates are found in the data), `mu` (of the Gaussian mechanism, exact curve), `width`
  (most attributes that a record may have, by public knowledge: one per column, and the declared number for lists).

  Arguments:
    record_count: relation made by `add_noise_to_record_count`.
    release_key, privacy_budget, reported_columns, public_attributes: relations made by `identify_release`,
      `plan_budget`, `report_columns`, `list_public_attributes`.
    epsilon, delta, reporting_length, fabrication_mode, max_values: default to the variables.
-#}
{% macro plan_noise(
    record_count, release_key, privacy_budget, reported_columns, public_attributes,
    epsilon=none, delta=none, reporting_length=none, fabrication_mode=none, max_values=none
) %}
    {%- set epsilon = synthetic_showcase._option('epsilon', epsilon) or 0 -%}
    {%- set delta = synthetic_showcase._option('delta', delta) -%}
    {%- set reporting_length = synthetic_showcase._option('reporting_length', reporting_length) -%}
    {%- set without_fabrication = synthetic_showcase._option('fabrication_mode', fabrication_mode) == 'none' %}
with

known as (
    select
        greatest(noisy_count, 1) as reported_records,
        {{ delta if delta is not none else 'showcase_default_delta(cast(greatest(noisy_count, 1) as double))' }} as delta
    from {{ record_count }}
    where fingerprint = (select fingerprint from {{ release_key }})
),

columns as (
    select
        count(*) filter (where columns.column_name not in (select column_name from {{ public_attributes }})) as learned_columns,
        sum(
            case
                when columns.delimiter is null then 1
                {%- for name, most in synthetic_showcase._option('max_values', max_values).items() %}
                when lower(columns.column_name) = {{ synthetic_showcase._text(name | lower) }} then {{ most }}
                {%- endfor %}
                else (select count(*) from {{ public_attributes }} as named where named.column_name = columns.column_name)
            end
        ) as width
    from {{ reported_columns }} as columns
),

-- half of delta is for the steps whose candidates are found in the data, if there are any
split as (
    select
        known.*,
        columns.width,
        {% if without_fabrication -%}
        known.delta / 2
        {%- else -%}
        case when columns.learned_columns > 0 then known.delta / 2 else known.delta end
        {%- endif %} as gaussian_delta,
        known.delta / {{ 2 * reporting_length if without_fabrication else 2 }} as selection_delta
    from known, columns
),

final as (
    select
        reported_records,
        delta,
        gaussian_delta,
        selection_delta,
        showcase_gaussian_mu({{ epsilon }} - (select epsilon from {{ privacy_budget }} where step = 'records'), gaussian_delta) as mu,
        cast(width as integer) as width
    from split
)

select * from final
{% endmacro %}
