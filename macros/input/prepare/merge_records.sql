{#-
  The distinct records with their frequency, so that equal records are counted and compared once.

  Returns SQL with `record_id` (the first of the equal records), `attribute_ids` (ascending, each set once), `records`
  (how many are equal).

  Arguments: record_attributes, a relation made by `encode_records`, or a part of its rows.
-#}
{% macro merge_records(record_attributes) %}
with

final as (
    select
        min(record_id) as record_id,
        attribute_ids,
        count(*) as records
    from {{ record_attributes }}
    group by attribute_ids
)

select * from final
{% endmacro %}
