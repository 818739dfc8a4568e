{#-
  The records, with each value replaced by what `generalize_values` gives for it.

  Returns SQL with the columns of `records`.

  Arguments: relations made by `prepare_records` and `generalize_values`; generalize, as for `generalize_values`.
-#}
{% macro generalize_records(records, generalized_values, generalize=none) %}
    {%- set wanted = synthetic_showcase._option('generalize', generalize) | map('lower') | list -%}
    {%- set columns = synthetic_showcase._value_columns(records, 'record_id') %}
with
{% for column in columns if column.name | lower in wanted %}
{%- set name = synthetic_showcase._name(column.name) %}
generalized_{{ loop.index }} as (
    {%- if column.is_list %}
    select held.record_id, list(distinct generalized.generalized_value order by generalized.generalized_value) as value
    from (select record_id, unnest({{ name }}) as value from {{ records }}) as held
    inner join {{ generalized_values }} as generalized
        on generalized.column_name = {{ synthetic_showcase._text(column.name) }} and held.value = generalized.value
    group by held.record_id
    {%- else %}
    select held.record_id, generalized.generalized_value as value
    from {{ records }} as held
    inner join {{ generalized_values }} as generalized
        on generalized.column_name = {{ synthetic_showcase._text(column.name) }} and held.{{ name }} = generalized.value
    {%- endif %}
),
{% endfor %}
final as (
    select
        records.record_id
        {%- set joins = [] %}
        {%- for column in columns %},
        {% if column.name | lower in wanted -%}
            {%- do joins.append('generalized_' ~ (joins | length + 1)) -%}
            {{ joins[-1] }}.value as {{ synthetic_showcase._name(column.name) }}
        {%- else -%}
            records.{{ synthetic_showcase._name(column.name) }}
        {%- endif -%}
        {%- endfor %}
    from {{ records }} as records
    {%- for joined in joins %}
    left join {{ joined }} on records.record_id = {{ joined }}.record_id
    {%- endfor %}
)

select * from final
{% endmacro %}
