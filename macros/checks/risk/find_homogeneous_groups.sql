{#-
  Finding: groups of at least `resolution` records in which all records, or at least a given share, have the same
  value of a sensitive column, if their count with that value is reported. Whoever knows that a person is in such a
  group learns the value, although k people share it.

  Returns SQL with `column_name`, `value`, `length` of the group, its `attribute_ids` and `selections`,
  `records` in it, `value_records` (how many hold the value), `value_share`, `share_of_all` (share of
  all records that hold it) and `distinct_values`; the most revealing first.

  Arguments:
    group_diversity, reported_aggregates, attributes: relations made by `measure_diversity`,
      `report_aggregates`, `list_attributes`.
    max_value_share: defaults to `showcase_max_value_share`; 1 finds only groups with a single value.
-#}
{% macro find_homogeneous_groups(group_diversity, reported_aggregates, attributes, max_value_share=none) %}
    {%- set max_value_share = synthetic_showcase._option('max_value_share', max_value_share) %}
with

-- the share of all records that hold the value
everybody as (
    select column_name, records from {{ group_diversity }} where len(attribute_ids) = 0
),

telling as (
    select
        groups.column_name,
        held.value,
        cast(len(groups.attribute_ids) as integer) as length,
        groups.attribute_ids,
        groups.records,
        groups.top_records as value_records,
        groups.top_records / groups.records as value_share,
        held.support / everybody.records as share_of_all,
        groups.distinct_values,
        list_sort(list_append(groups.attribute_ids, groups.top_attribute)) as together
    from {{ group_diversity }} as groups
    inner join {{ attributes }} as held on groups.top_attribute = held.attribute_id
    inner join everybody on groups.column_name = everybody.column_name
    where groups.top_records >= {{ max_value_share }} * groups.records
),

-- only groups whose count with the value is reported
reported as (
    select telling.*
    from telling
    inner join {{ reported_aggregates }} as aggregates on telling.together = aggregates.attribute_ids
),

{{ synthetic_showcase._texts_of('reported', attributes) }},

final as (
    select
        reported.column_name,
        reported.value,
        reported.length,
        reported.attribute_ids,
        coalesce(texts.selections, '') as selections,
        reported.records,
        reported.value_records,
        reported.value_share,
        reported.share_of_all,
        reported.distinct_values
    from reported
    left join texts on reported.attribute_ids = texts.attribute_ids
    order by reported.value_share - reported.share_of_all desc, reported.records desc, reported.attribute_ids
)

select * from final
{% endmacro %}
