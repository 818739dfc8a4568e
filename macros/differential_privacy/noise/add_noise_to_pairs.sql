{#-
  Noisy counts of pairs of attributes of different slots: of all of them, so that the list does not reveal which ones
  the table has. With the fabrication mode `none`: of those found in the kept attributes whose noisy count is above
  the threshold.

  Returns SQL with `fingerprint`, `attribute_ids`, `noisy_count`; no rows if the noise was drawn before.

  Arguments: relations made by `count_combinations` over `encode_private` (resolution 1),
  `list_private_attributes`, `scale_noise`, `identify_release`, `charge_budget`; reporting_length, fabrication_mode
  default to the variables.
  Raises an error if nothing was charged in this run.
-#}
{% macro add_noise_to_pairs(
    kept_combination_counts, private_attributes, noise_scales, release_key, privacy_ledger,
    reporting_length=none, fabrication_mode=none
) %}
    {%- set reporting_length = synthetic_showcase._option('reporting_length', reporting_length) -%}
    {%- set without_fabrication = synthetic_showcase._option('fabrication_mode', fabrication_mode) == 'none' %}
with

{{ synthetic_showcase._due(release_key, privacy_ledger) }},

counts as (
    {%- if without_fabrication %}
    select attribute_ids, support as records from {{ kept_combination_counts }} where length = 2
    {%- else %}
    select [one.attribute_id, other.attribute_id] as attribute_ids, coalesce(held.support, 0) as records
    from {{ private_attributes }} as one
    inner join {{ private_attributes }} as other on one.attribute_id < other.attribute_id and one.slot <> other.slot
    left join {{ kept_combination_counts }} as held on held.attribute_ids = [one.attribute_id, other.attribute_id]
    {%- if reporting_length < 2 %}
    where false
    {%- endif %}
    {%- endif %}
),

{{ synthetic_showcase._add_noise('counts', ['attribute_ids'], '(select sigma from ' ~ noise_scales ~ ' where length = 2)') }}

select fingerprint, attribute_ids, noisy_count
from noisy
{%- if without_fabrication %}
where noisy_count > (select threshold from {{ noise_scales }} where length = 2)
{%- endif %}
{% endmacro %}
