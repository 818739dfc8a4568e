{#-
  The best estimate of the count of each combination: its own noisy count and the count that the model of shorter
  combinations expects, averaged with the inverse of their variances as weights (post-processing).

  A noisy count has the variance sigma^2. An expected count m has a variance of about sigma_2 m, where sigma_2 is the
  noise of the pairs from which the model is made; for longer combinations it is (sigma_2 + 5) m, because the model
  leaves out what three attributes do together. This was measured, see docs/decisions/0016. So the standard error is
  1 / sqrt(1 / sigma^2 + 1 / (sigma_2 m)).

  The probability that no record holds a longer combination is that of the model, updated by Bayes' rule with the
  likelihood of its noisy count if no record holds it (normal, sigma^2) and if some do (normal around m, with both
  variances).

  Returns SQL with `length`, `attribute_ids`, `estimate`, `standard_error`, `nobody` (probability that no record
  holds it).

  Arguments: relations made by `list_private_attributes`, `add_noise_to_pairs`, `add_noise_to_combinations`,
  `expect_counts`, `scale_noise`, `identify_release`; reporting_length, fabrication_mode default to the
  variables. With the mode `none` the estimate is the noisy count.
-#}
{% macro estimate_counts(
    private_attributes, noisy_pairs, noisy_combinations, expected_combinations, noise_scales, release_key,
    reporting_length=none, fabrication_mode=none
) %}
    {%- set without_fabrication = synthetic_showcase._option('fabrication_mode', fabrication_mode) == 'none' %}
with

counted as (
    select 2 as length, attribute_ids, noisy_count
    from {{ noisy_pairs }}
    where fingerprint = (select fingerprint from {{ release_key }})
    union all
    select length, attribute_ids, noisy_count
    from {{ noisy_combinations }}
    where fingerprint = (select fingerprint from {{ release_key }})
),

scales as (
    select length, sigma, (select any_value(sigma) from {{ noise_scales }} where length = 2) as sigma_of_pairs
    from {{ noise_scales }}
),
{% if without_fabrication %}
longer as (
    select counted.length, counted.attribute_ids, counted.noisy_count as estimate, scales.sigma as standard_error, 0 as nobody
    from counted
    inner join scales on counted.length = scales.length
),
{% else %}
weighed as (
    select
        counted.length,
        counted.attribute_ids,
        counted.noisy_count,
        scales.sigma * scales.sigma as variance,
        expected.expected_count,
        (scales.sigma_of_pairs + case when counted.length > 2 then 5 else 0 end) * expected.expected_count as variance_expected,
        expected.nobody
    from counted
    inner join {{ expected_combinations }} as expected on counted.attribute_ids = expected.attribute_ids
    inner join scales on counted.length = scales.length
),

-- the likelihood ratio of the noisy count: no record holds the combination, or some do
compared as (
    select
        *,
        exp(least(greatest(
            (
                pow(greatest(noisy_count, 0) - expected_count, 2) / (variance + variance_expected)
                + ln(1 + variance_expected / variance)
                - pow(greatest(noisy_count, 0), 2) / variance
            ) / 2, -50), 50)) as likelihood
    from weighed
),

longer as (
    select
        length,
        attribute_ids,
        (noisy_count * variance_expected + expected_count * variance) / (variance + variance_expected) as estimate,
        sqrt(variance * variance_expected / (variance + variance_expected)) as standard_error,
        -- for a pair, the probability already takes its noisy count into account
        case
            when length = 2 then nobody
            else nobody * likelihood / (nobody * likelihood + 1 - nobody)
        end as nobody
    from compared
),
{% endif %}
final as (
    select 1 as length, [released.attribute_id] as attribute_ids, released.noisy_count as estimate, scales.sigma as standard_error, 0 as nobody
    from {{ private_attributes }} as released
    inner join scales on scales.length = 1
    union all
    select length, attribute_ids, estimate, standard_error, nobody from longer
)

select * from final
{% endmacro %}
