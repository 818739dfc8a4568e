{#-
  The records, with each value replaced by what `generalize_values` gives for it.

  Returns SQL with the columns of `records`.

  Arguments: relations made by `prepare_records` and `generalize_values`; generalize, as for `generalize_values`.
-#}
{% macro generalize_records(records, generalized_values, generalize=none) %}
    {%- set wanted = synthetic_showcase._option('generalize', generalize) | map('lower') | list -%}
    {%- set columns = synthetic_showcase._value_columns(records, 'record_id') -%}
    {%- set generalized, made = [], {} -%}
    {%- for column in columns if column.name | lower in wanted -%}
        {%- do generalized.append(column) -%}
    {%- endfor -%}
    {%- set lists = generalized | selectattr('is_list') | list -%}
    {#- A join for each of many columns would nest too deep, so they are turned in parts. -#}
    {%- set parts = generalized | batch(100) | list %}
with
{% if parts -%}
held as (
    {{ synthetic_showcase._cells_of(records, 'record_id', generalized) }}
),

generalized as (
    select {{ 'distinct ' if lists }}held.record_id, held.column_name, names.generalized_value as value
    from held
    inner join {{ generalized_values }} as names on held.column_name = names.column_name and held.value = names.value
),
{% endif -%}
{%- for part in parts %}
generalized_{{ loop.index }} as (
    {{ synthetic_showcase._turned('generalized', 'record_id', part, parts | length == 1) }}
),
{% set here = 'generalized_' ~ loop.index %}{% for column in part %}{% do made.update({column.name: here}) %}{% endfor %}
{%- endfor %}
final as (
    select
        records.record_id
        {%- for column in columns %},
        {{ made.get(column.name, 'records') }}.{{ synthetic_showcase._name(column.name) }}
        {%- endfor %}
    from {{ records }} as records
    {%- for part in parts %}
    left join generalized_{{ loop.index }} on records.record_id = generalized_{{ loop.index }}.record_id
    {%- endfor %}
)

select * from final
{% endmacro %}
