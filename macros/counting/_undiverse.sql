{#-
  SQL for the rows of a relation (records or combinations) that reveal too much about a sensitive column: they hold a
  value of it, and fewer than `min_diversity` values of it occur in the group that their other attributes define.
  Gives all columns of the relation, `column_name`, `values_held` (the attributes of the column) and
  `distinct_values`.

  Arguments:
    combinations: relation or CTE with `attribute_ids`.
    attributes, distinct_records: relations made by `list_attributes` and `merge_records`.
    sensitive_columns: list of names, not empty.
    min_diversity: a whole number.
-#}
{% macro _undiverse(combinations, attributes, distinct_records, sensitive_columns, min_diversity) %}
    with {% for column in sensitive_columns -%}
    split_{{ loop.index }} as (
        select
            *,
            list_intersect(attribute_ids, members.ids) as values_held,
            list_sort(list_filter(attribute_ids, lambda a: not list_contains(members.ids, a))) as group_ids
        from {{ combinations }}
        cross join (
            select list(attribute_id) as ids from {{ attributes }} where column_name = {{ synthetic_showcase._text(column) }}
        ) as members
        where list_has_any(attribute_ids, members.ids)
    ),

    groups_{{ loop.index }} as (
        select group_ids as attribute_ids from split_{{ loop.index }}
    ),

    measured_{{ loop.index }} as (
        {{ synthetic_showcase._diversity('groups_' ~ loop.index, column, attributes, distinct_records) }}
    ){{ ',' if not loop.last }}
    {% endfor %}
    {%- for column in sensitive_columns %}
    select split.* exclude (ids, group_ids), {{ synthetic_showcase._text(column) }} as column_name, measured.distinct_values
    from split_{{ loop.index }} as split
    inner join measured_{{ loop.index }} as measured on split.group_ids = measured.attribute_ids
    where measured.distinct_values < {{ min_diversity }}
    {%- if not loop.last %}
    union all
    {%- endif %}
    {%- endfor %}
{%- endmacro %}
