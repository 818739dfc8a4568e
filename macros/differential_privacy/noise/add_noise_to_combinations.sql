{#-
  Noisy counts of combinations of three or more attributes: of those that the model expects, whether or not the table
  has them. With the fabrication mode `none`: of those found in the kept attributes whose noisy count is above the
  threshold.

  Returns SQL with `fingerprint`, `length`, `attribute_ids`, `noisy_count`; no rows if the noise was drawn before, or
  the reporting length is below 3.

  Arguments: relations made by `count_combinations` over `encode_private` (resolution 1), `expect_counts`,
  `scale_noise`, `identify_release`, `charge_budget`; reporting_length, fabrication_mode
  default to the variables.
  Raises an error if nothing was charged in this run.
-#}
{% macro add_noise_to_combinations(
    kept_combination_counts, expected_combinations, noise_scales, release_key, privacy_ledger,
    reporting_length=none, fabrication_mode=none
) %}
    {%- set reporting_length = synthetic_showcase._option('reporting_length', reporting_length) -%}
    {%- set without_fabrication = synthetic_showcase._option('fabrication_mode', fabrication_mode) == 'none' %}
with

{{ synthetic_showcase._due(release_key, privacy_ledger) }},

counts as (
    {%- if without_fabrication %}
    select length, attribute_ids, support as records from {{ kept_combination_counts }} where length > 2
    {%- else %}
    select expected.length, expected.attribute_ids, coalesce(held.support, 0) as records
    from {{ expected_combinations }} as expected
    left join {{ kept_combination_counts }} as held on expected.attribute_ids = held.attribute_ids
    where expected.length > 2
    {%- endif %}
),

listed as (
    select
        due.fingerprint,
        counts.length,
        any_value(scales.sigma) as sigma,
        any_value(scales.threshold) as threshold,
        list(struct_pack(attribute_ids := counts.attribute_ids, records := counts.records) order by counts.attribute_ids) as counts
    from due, counts, {{ noise_scales }} as scales
    where counts.length = scales.length
    group by due.fingerprint, counts.length
),

{{ synthetic_showcase._draw_noise() }},

noisy as (
    select fingerprint, length, threshold, count.attribute_ids, noisy_count
    from (select fingerprint, length, threshold, unnest(counts) as count, unnest(noisy_counts) as noisy_count from drawn)
),

final as (
    select fingerprint, length, attribute_ids, noisy_count
    from noisy
    {%- if without_fabrication %}
    where noisy_count > threshold
    {%- endif %}
)

select * from final
{% endmacro %}
