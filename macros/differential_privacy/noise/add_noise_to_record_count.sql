{#-
  The noisy number of records, with discrete Laplace noise of scale 1 / epsilon of this step. One subject changes
  the number by one.

  Returns SQL with `fingerprint`, `noisy_count`; no rows if the noise was drawn before.

  Arguments: relations made by `prepare_records`, `identify_release`, `charge_budget` and `plan_budget`.
  Raises an error if nothing was charged in this run.
-#}
{% macro add_noise_to_record_count(records, release_key, privacy_ledger, privacy_budget) %}
with

{{ synthetic_showcase._due(release_key, privacy_ledger) }},

counted as (
    select count(*) as records from {{ records }}
),

drawn as materialized (
    select
        due.fingerprint,
        showcase_laplace_noise(
            counted.records,
            (select epsilon from {{ privacy_budget }} where step = 'records'),
            {{ synthetic_showcase._option('deterministic_noise_for_tests') | lower }}
        ) as noisy_count
    from due, counted
)

select fingerprint, noisy_count from drawn
{% endmacro %}
