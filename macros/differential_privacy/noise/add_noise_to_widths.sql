{#-
  The noisy number of records by their number of attributes, from which the contribution bound is chosen.
  Each subject is in one of the counts, and the range of widths is public.

  Returns SQL with `fingerprint`, `width` (0 to the width of the plan; wider records count as that),
  `noisy_count`; no rows if the noise was drawn before.

  Arguments: relations made by `keep_known_attributes`, `prepare_records`, `identify_release`, `charge_budget`,
  `plan_budget` and `plan_noise`.
  Raises an error if nothing was charged in this run.
-#}
{% macro add_noise_to_widths(known_attributes, records, release_key, privacy_ledger, privacy_budget, noise_plan) %}
with

{{ synthetic_showcase._due(release_key, privacy_ledger) }},

widths as (
    select least(coalesce(held.width, 0), (select width from {{ noise_plan }})) as width
    from {{ records }} as records
    left join (select record_id, count(*) as width from {{ known_attributes }} group by record_id) as held
        on records.record_id = held.record_id
),

counts as (
    select places.width, count(widths.width) as records
    from (select unnest(range((select width from {{ noise_plan }}) + 1)) as width) as places
    left join widths on places.width = widths.width
    group by places.width
),

{{ synthetic_showcase._add_noise('counts', ['width'],
    '(select 1 / (plan.mu * sqrt(budget.share_of_gaussian)) from ' ~ noise_plan ~ ' as plan, '
    ~ privacy_budget ~ " as budget where budget.step = 'contributions')"
) }}

select fingerprint, width, noisy_count from noisy
{% endmacro %}
