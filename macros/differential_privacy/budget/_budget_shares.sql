{#-
  How the budget is split: {step: share}, with the steps `records`, `contributions` (if the contribution bound is
  chosen from the data), `bands` (if edges are) and the lengths '1' to 'R'. Raises an error if
  `showcase_budget_shares` names other steps, or its shares do not add up to 1. Arguments default to the variables.
-#}
{% macro _budget_shares(budget_shares=none, reporting_length=none, contribution_bound=none) %}
    {%- set given = synthetic_showcase._option('budget_shares', budget_shares) -%}
    {%- set length = synthetic_showcase._option('reporting_length', reporting_length) -%}
    {%- set chosen = synthetic_showcase._option('contribution_bound', contribution_bound) == 'private' -%}
    {#- The default shares were found by measurement: see docs/decisions/0015. -#}
    {%- set by_length = {1: [1.0], 2: [0.24, 0.76]}.get(length) or [0.22, 0.62] + [0.16 / (length - 2)] * (length - 2) -%}
    {%- set shares = {'records': 0.02} -%}
    {%- if chosen -%}
        {%- do shares.update({'contributions': 0.02}) -%}
    {%- endif -%}
    {%- if synthetic_showcase._private_bands() -%}
        {%- do shares.update({'bands': 0.02}) -%}
    {%- endif -%}
    {%- set rest = 1 - shares.values() | sum -%}
    {%- for share in by_length -%}
        {%- do shares.update({loop.index | string: share * rest}) -%}
    {%- endfor -%}
    {%- if not given -%}
        {{ return(shares) }}
    {%- endif -%}
    {%- set named = {} -%}
    {%- for step, share in given.items() -%}
        {%- do named.update({step | string: share}) -%}
    {%- endfor -%}
    {%- if named | sort != shares | sort -%}
        {{ synthetic_showcase._refuse('budget_shares', given, 'a share for each of the steps ' ~ shares | join(', ')) }}
    {%- elif (named.values() | sum - 1) | abs > 1e-9 -%}
        {{ synthetic_showcase._refuse('budget_shares', given, 'shares that add up to 1; these add up to ' ~ named.values() | sum | round(9)) }}
    {%- endif -%}
    {{ return(named) }}
{% endmacro %}
