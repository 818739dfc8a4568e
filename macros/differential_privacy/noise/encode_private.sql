{#-
  The kept attributes of each record that may be published, with their new ids, in the form that `merge_records`
  gives.

  Returns SQL with `record_id`, `attribute_ids` (of `list_private_attributes`), `records`.

  Arguments: relations made by `limit_contributions`, `list_attributes` and `list_private_attributes`.
-#}
{% macro encode_private(kept_attributes, attributes, private_attributes) %}
with

held as (
    select cells.record_id, list(released.attribute_id order by released.attribute_id) as attribute_ids
    from {{ kept_attributes }} as cells
    inner join {{ attributes }} as attributes on cells.attribute_id = attributes.attribute_id
    inner join {{ private_attributes }} as released
        on attributes.column_name = released.column_name and attributes.value = released.value
    group by cells.record_id
),

final as (
    {{ synthetic_showcase.merge_records('held') }}
)

select * from final
{% endmacro %}
