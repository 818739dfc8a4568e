{#-
  Wide records as sets of numbered attributes.

  Returns SQL with `record_id` (integer) and `attribute_ids` (list of integers, ascending, not empty), one
  row per record. A value that is not in `attributes` is left out, or encoded as `unknown` if that is given;
  a record without any value is left out.

  Arguments:
    records: relation of wide records: `id` and one column of text, or of lists of text, for each column of the table.
    attributes: relation with `attribute_id`, `column_name`, `value`.
    id: name of the id column of `records`.
    unknown: SQL for a number that no attribute has; none to leave out values that are not in `attributes`.
-#}
{% macro encode_records(records, attributes, id='record_id', unknown=none) %}
    {%- set columns = synthetic_showcase._value_columns(records, id) %}
    {%- if columns | length > 100 %}
with

-- one row per value: a join for each of many columns would nest too deep
cells as (
    {{ synthetic_showcase._cells(records, id) }}
),

final as (
    select cells.{{ id }} as record_id, {{ synthetic_showcase._collect(
        'named.attribute_id' if unknown is none else 'coalesce(named.attribute_id, ' ~ unknown ~ ')'
    ) }} as attribute_ids
    from cells
    {{ 'inner' if unknown is none else 'left' }} join {{ attributes }} as named
        on cells.column_name = named.column_name and cells.value = named.value
    group by cells.{{ id }}
)

select * from final
    {%- else %}
    {#- SQL for lists of attribute ids: one list for all columns with one value per record, and one for each column of lists. -#}
    {%- set singles, numbers = [], [] -%}
    {%- for column in columns -%}
        {%- set here = 'column_' ~ loop.index -%}
        {%- if column.is_list -%}
            {%- do numbers.append('coalesce(' ~ here ~ '.attribute_ids, ' ~ synthetic_showcase._list() ~ ')') -%}
        {%- elif unknown is none -%}
            {%- do singles.append(here ~ '.attribute_id') -%}
        {%- else -%}
            {%- do singles.append('case when records.' ~ synthetic_showcase._name(column.name) ~ ' is not null then coalesce('
                ~ here ~ '.attribute_id, ' ~ unknown ~ ') end') -%}
        {%- endif -%}
    {%- endfor -%}
    {%- do numbers.insert(0, 'cast(' ~ synthetic_showcase._list(singles, ',\n                ') ~ ' as ' ~ synthetic_showcase._type('integer[]') ~ ')') %}
with

-- the attribute id of each value, by column; for columns of lists, the ids of all values of a record
{%- for column in columns %}
{%- set name = synthetic_showcase._name(column.name) %}
{%- set number = 'named.attribute_id' if unknown is none else 'coalesce(named.attribute_id, ' ~ unknown ~ ')' %}
column_{{ loop.index }} as (
    {%- if column.is_list %}
    select held.{{ id }}, {{ synthetic_showcase._collect(number, ordered=false) }} as attribute_ids
    from (select {{ id }}, {{ synthetic_showcase._unnest(name) }} as value from {{ records }}) as held
    {{ 'inner' if unknown is none else 'left' }} join {{ attributes }} as named
        on named.column_name = {{ synthetic_showcase._text(column.name) }} and held.value = named.value
    group by held.{{ id }}
    {%- else %}
    select attribute_id, value from {{ attributes }} where column_name = {{ synthetic_showcase._text(column.name) }}
    {%- endif %}
),
{%- endfor %}

encoded as (
    select
        records.{{ id }} as record_id,
        {{ synthetic_showcase._list_sort(synthetic_showcase._without_nulls(
            'flatten(' ~ synthetic_showcase._list(numbers, ',\n            ') ~ ')'
        )) }} as attribute_ids
    from {{ records }} as records
    {%- for column in columns %}
    left join column_{{ loop.index }}
        on {{ 'records.' ~ id ~ ' = column_' ~ loop.index ~ '.' ~ id if column.is_list
            else 'records.' ~ synthetic_showcase._name(column.name) ~ ' = column_' ~ loop.index ~ '.value' }}
    {%- endfor %}
),

final as (
    select record_id, attribute_ids from encoded where {{ synthetic_showcase._list_length('attribute_ids') }} > 0
)

select * from final
    {%- endif %}
{% endmacro %}
