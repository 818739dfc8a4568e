{#-
  How the budget of a release is split, before any noise is drawn.

  Returns SQL with `position`, `step` (`records`, `contributions`, `bands` or the length), `share` (they add up to 1),
  `mechanism`, `epsilon` (of this step if its noise is Laplace; null if it is Gaussian, because the Gaussian steps
  compose to one mechanism) and `share_of_gaussian` (the step's share of mu^2 of that mechanism).

  Arguments default to the variables: epsilon, budget_shares, reporting_length, contribution_bound.
  Raises an error for shares that do not add up to 1.
-#}
{% macro plan_budget(epsilon=none, budget_shares=none, reporting_length=none, contribution_bound=none) %}
    {%- set epsilon = synthetic_showcase._option('epsilon', epsilon) -%}
    {%- set shares = synthetic_showcase._budget_shares(budget_shares, reporting_length, contribution_bound) %}
with

final as (
    {%- for step, share in shares.items() %}
    select
        {{ loop.index }} as position,
        '{{ step }}' as step,
        cast({{ share }} as double) as share,
        '{{ "discrete Laplace" if step == "records" else "discrete Gaussian" }}' as mechanism,
        cast({{ share * (epsilon or 0) if step == 'records' else 'null' }} as double) as epsilon,
        cast({{ share / (1 - shares.records) if step != 'records' else 'null' }} as double) as share_of_gaussian
    {%- if not loop.last %}
    union all
    {%- endif %}
    {%- endfor %}
)

select * from final
{% endmacro %}
