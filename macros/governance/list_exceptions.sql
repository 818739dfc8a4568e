{#-
  The paths around the privacy gate that somebody has reviewed and answers for, as listed in the seed that
  `showcase_reviewed_exceptions` names.

  Returns SQL with `model`, `column_name` (`*` for all), `reads` (the end of the path, as
  `relation.column` or `relation.*`), `owner`, `reason`, `expires_on`; no rows if the option is empty.

  Arguments: none.
-#}
{% macro list_exceptions() %}
    {%- set seed = synthetic_showcase._option('reviewed_exceptions') %}
select
    {%- for name in ['model', 'column_name', 'reads', 'owner', 'reason'] %}
    {{ 'cast(' ~ name ~ ' as varchar)' if seed else 'cast(null as varchar)' }} as {{ name }},
    {%- endfor %}
    {{ 'cast(expires_on as date)' if seed else 'cast(null as date)' }} as expires_on
{{ 'from ' ~ ref(seed) if seed else 'where false' }}
{% endmacro %}
