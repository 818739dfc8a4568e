{#-
  Wide records as sets of numbered attributes.

  Returns SQL with `record_id` (integer) and `attribute_ids` (list of integers, ascending, not empty), one
  row a record. A value that is not in `attributes` is left out, or stands as the number `unknown`;
  a record that has none is left out.

  Arguments:
    records: relation of wide records: `id` and one column of text, or of lists of text, for each column of the table.
    attributes: relation with `attribute_id`, `column_name`, `value`.
    id: name of the id column of `records`.
    unknown: SQL for a number that is no attribute's; none to leave out what has no number.
-#}
{% macro encode_records(records, attributes, id='record_id', unknown=none) %}
    {%- set columns = synthetic_showcase._value_columns(records, id) %}
with

-- the numbers of the values of each column; of lists, those of all values of a record
{%- for column in columns %}
{%- set name = synthetic_showcase._name(column.name) %}
{%- set number = 'named.attribute_id' if unknown is none else 'coalesce(named.attribute_id, ' ~ unknown ~ ')' %}
column_{{ loop.index }} as (
    {%- if column.is_list %}
    select held.{{ id }}, list({{ number }}) as attribute_ids
    from (select {{ id }}, unnest({{ name }}) as value from {{ records }}) as held
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
        list_sort(list_filter(
            flatten([
                cast([
                    {%- for column in columns if not column.is_list %}
                    {%- set here = 'column_' ~ (columns.index(column) + 1) ~ '.attribute_id' %}
                    {%- set cell = 'records.' ~ synthetic_showcase._name(column.name) %}
                    {{ here if unknown is none else 'case when ' ~ cell ~ ' is not null then coalesce(' ~ here ~ ', ' ~ unknown ~ ') end' }}{{ ',' if not loop.last }}
                    {%- endfor %}
                ] as integer[])
                {%- for column in columns if column.is_list %},
                coalesce(column_{{ columns.index(column) + 1 }}.attribute_ids, [])
                {%- endfor %}
            ]),
            lambda a: a is not null
        )) as attribute_ids
    from {{ records }} as records
    {%- for column in columns %}
    left join column_{{ loop.index }}
        on {{ 'records.' ~ id ~ ' = column_' ~ loop.index ~ '.' ~ id if column.is_list
            else 'records.' ~ synthetic_showcase._name(column.name) ~ ' = column_' ~ loop.index ~ '.value' }}
    {%- endfor %}
),

final as (
    select record_id, attribute_ids from encoded where len(attribute_ids) > 0
)

select * from final
{% endmacro %}
