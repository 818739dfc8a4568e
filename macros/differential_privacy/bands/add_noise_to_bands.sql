{#-
  The noisy number of records in each cell of the grids from which the edges of bands are chosen. The grids are
  public. A subject is in one cell of each, so that with c columns it changes the counts by at most sqrt(c) (Euclidean
  norm).

  Returns SQL with `fingerprint`, `column_name`, `value` (the cell), `noisy_count`; no rows if the noise was drawn
  before.

  Arguments: relations made by `prepare_records`, `list_public_attributes`, `identify_release`, `charge_budget`,
  `plan_budget` and `plan_noise`.
  Raises an error if nothing was charged in this run.
-#}
{% macro add_noise_to_bands(records, public_attributes, release_key, privacy_ledger, privacy_budget, noise_plan) %}
    {%- set grids = synthetic_showcase._private_bands() %}
with

{{ synthetic_showcase._due(release_key, privacy_ledger) }},

held as (
    {%- set selects = [] %}
    {%- for column in synthetic_showcase._value_columns(records, 'record_id') if column.name | lower in grids %}
    {%- set name = synthetic_showcase._name(column.name) %}
    {%- do selects.append('select ' ~ synthetic_showcase._text(column.name) ~ ' as column_name, ' ~ name ~ ' as value, count(*) as records from ' ~ records ~ ' group by ' ~ name) %}
    {%- endfor %}
    {{ selects | join('\n    union all\n    ') or 'select cast(null as varchar) as column_name, cast(null as varchar) as value, 0 as records where false' }}
),

counts as (
    select places.column_name, places.value, coalesce(held.records, 0) as records
    from {{ public_attributes }} as places
    left join held on places.column_name = held.column_name and places.value = held.value
    where lower(places.column_name) in ({% for column in grids %}{{ synthetic_showcase._text(column) }}{{ ', ' if not loop.last }}{% else %}''{% endfor %})
),

{{ synthetic_showcase._add_noise('counts', ['column_name', 'value'],
    '(select sqrt(' ~ grids | length ~ ') / (plan.mu * sqrt(budget.share_of_gaussian)) from ' ~ noise_plan ~ ' as plan, '
    ~ privacy_budget ~ " as budget where budget.step = 'bands')"
) }}

select fingerprint, column_name, value, noisy_count from noisy
{% endmacro %}
