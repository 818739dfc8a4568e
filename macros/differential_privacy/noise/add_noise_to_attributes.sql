{#-
  Noisy counts of attributes: of all public ones, and of those found in the kept attributes whose noisy count is above
  the threshold. So an attribute that only one subject has is published with at most the probability that delta
  allows.

  Returns SQL with `fingerprint`, `column_name`, `value`, `is_public`, `noisy_count`; no rows if the noise was drawn
  before.

  Arguments: relations made by `limit_contributions`, `list_attributes`, `list_public_attributes`, `scale_noise`,
  `identify_release`, `charge_budget`; fabrication_mode defaults to the variable: with `none`, the threshold holds for
  public attributes too.
  Raises an error if nothing was charged in this run.
-#}
{% macro add_noise_to_attributes(
    kept_attributes, attributes, public_attributes, noise_scales, release_key, privacy_ledger, fabrication_mode=none
) %}
    {%- set without_fabrication = synthetic_showcase._option('fabrication_mode', fabrication_mode) == 'none' %}
with

{{ synthetic_showcase._due(release_key, privacy_ledger) }},

held as (
    select attributes.column_name, attributes.value, count(*) as records
    from {{ kept_attributes }} as cells
    inner join {{ attributes }} as attributes on cells.attribute_id = attributes.attribute_id
    group by attributes.column_name, attributes.value
),

counts as (
    select
        coalesce(held.column_name, named.column_name) as column_name,
        coalesce(held.value, named.value) as value,
        {{ 'false' if without_fabrication else 'named.value is not null' }} as is_public,
        coalesce(held.records, 0) as records
    from held
    {{ 'left' if without_fabrication else 'full' }} join {{ public_attributes }} as named
        on held.column_name = named.column_name and held.value = named.value
),

{{ synthetic_showcase._add_noise('counts', ['column_name', 'value', 'is_public'], '(select sigma from ' ~ noise_scales ~ ' where length = 1)') }}

select fingerprint, column_name, value, is_public, noisy_count
from noisy
where is_public or noisy_count > (select threshold from {{ noise_scales }} where length = 1)
{% endmacro %}
