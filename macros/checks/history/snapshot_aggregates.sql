{#-
  What is kept of a release so that later ones can be compared with it: the reported aggregates, and a hash that shows
  whether the records were the same. Only the hash is computed from unprotected data.

  Returns SQL with `input_mark` (hash of the records as a multiset, independent of their order),
  `resolution`, `reporting_length`, `length`, `column_names` (of the combination, in its order),
  `selections`, `reported_count`. The row of length 0 counts all records and names all columns.

  Arguments:
    reported_aggregates, reported_totals, reported_columns, reported_attributes: relations made by
      `report_aggregates`, `report_totals`, `report_columns`, `report_attributes`.
    distinct_records, attributes: relations made by `merge_records` and `list_attributes`.
    resolution, reporting_length: default to the variables.
-#}
{% macro snapshot_aggregates(
    reported_aggregates, reported_totals, reported_columns, reported_attributes, distinct_records, attributes,
    resolution=none, reporting_length=none
) %}
    {%- set resolution = synthetic_showcase._option('reporting_resolution', resolution) -%}
    {%- set reporting_length = synthetic_showcase._option('reporting_length', reporting_length) %}
with

-- a hash of 60 bits for each attribute; the hash of a record is made from the sum of those of its attributes
marks as (
    select attribute_id, cast(md5_number({{ synthetic_showcase._selection('column_name', 'value') }}) % 1152921504606846976 as bigint) as mark
    from {{ attributes }}
),

record_marks as (
    select
        any_value(cells.records) as records,
        cast(md5_number(cast(sum(marks.mark) as varchar)) % 1152921504606846976 as hugeint) as mark
    from (select record_id, records, unnest(attribute_ids) as attribute_id from {{ distinct_records }}) as cells
    inner join marks on cells.attribute_id = marks.attribute_id
    group by cells.record_id
),

input as (
    select md5(concat_ws(',', coalesce(sum(records), 0), coalesce(sum(records * mark), 0))) as input_mark from record_marks
),

combinations as (
    select
        0 as length,
        (select list(column_name order by position) from {{ reported_columns }}) as column_names,
        '' as selections,
        reported_records as reported_count
    from {{ reported_totals }}
    union all
    select
        reported.length,
        list_filter(
            [{% for place in range(1, reporting_length + 1) %}attribute_{{ place }}.column_name{{ ', ' if not loop.last }}{% endfor %}],
            lambda name: name is not null
        ) as column_names,
        reported.selections,
        reported.reported_count
    from {{ reported_aggregates }} as reported
    {%- for place in range(1, reporting_length + 1) %}
    left join {{ reported_attributes }} as attribute_{{ place }} on reported.attribute_ids[{{ place }}] = attribute_{{ place }}.attribute_id
    {%- endfor %}
),

final as (
    select
        input.input_mark,
        cast({{ resolution }} as integer) as resolution,
        cast({{ reporting_length }} as integer) as reporting_length,
        combinations.*
    from combinations, input
)

select * from final
{% endmacro %}
