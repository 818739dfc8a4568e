{#-
  Finding: reported combinations whose count is above that of one of their parts, or of which a part is not reported.
  Computed from published data alone.

  Returns SQL with `length`, `attribute_ids`, `reported_count`, `part_ids`, `part_count` (null if not reported).

  Arguments: reported_aggregates, a relation made by `report_private_aggregates`.
-#}
{% macro find_inconsistent_counts(reported_aggregates) %}
with

parts as (
    select
        length,
        attribute_ids,
        reported_count,
        unnest(list_transform(attribute_ids, lambda left_out: list_filter(attribute_ids, lambda each: each <> left_out))) as part_ids
    from {{ reported_aggregates }}
    where length > 1
),

final as (
    select parts.length, parts.attribute_ids, parts.reported_count, parts.part_ids, known.reported_count as part_count
    from parts
    left join {{ reported_aggregates }} as known on parts.part_ids = known.attribute_ids
    where known.reported_count is null or known.reported_count < parts.reported_count
)

select * from final
{% endmacro %}
