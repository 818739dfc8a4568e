{#-
  The paths around the privacy gate that somebody has reviewed and answers for, as listed in the seed that
  `showcase_reviewed_exceptions` names.

  Returns SQL with `model` (`*` for a seed or source that is public, whoever reads it), `column_name` (`(rows)` for the
  choice of rows, `*` for everything), `reads` (the end of the path, as `relation.column` or `relation.*`), `owner`,
  `reason`, `expires_on`, and `statement`, the hash of the statements for which the exception holds; no rows if the
  option is empty. A seed without a column `statement` has none.

  Arguments: none.
-#}
{% macro list_exceptions() %}
    {%- set seed = synthetic_showcase._option('reviewed_exceptions') -%}
    {%- set relation = adapter.get_relation(ref(seed).database, ref(seed).schema, ref(seed).identifier) if seed and execute else none -%}
    {%- set columns = adapter.get_columns_in_relation(relation) | map(attribute='name') | map('lower') | list if relation else [] %}
select
    {%- for name in ['model', 'column_name', 'reads', 'owner', 'reason'] %}
    {{ 'cast(' ~ name ~ ' as varchar)' if seed else 'cast(null as varchar)' }} as {{ name }},
    {%- endfor %}
    {{ 'cast(expires_on as date)' if seed else 'cast(null as date)' }} as expires_on,
    {{ "nullif(trim(cast(statement as varchar)), '')" if 'statement' in columns else 'cast(null as varchar)' }} as statement
{{ 'from ' ~ ref(seed) if seed else 'where false' }}
{% endmacro %}
