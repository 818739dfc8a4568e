{#-
  The cells that count, of the attributes that may be told, with their new numbers.

  Returns SQL with `record_id`, `attribute_id` (of `list_released_attributes`).

  Arguments: relations made by `limit_contributions`, `list_attributes` and `list_released_attributes`.
-#}
{% macro encode_released(kept_attributes, attributes, released_attributes) %}
with

final as (
    select cells.record_id, released.attribute_id
    from {{ kept_attributes }} as cells
    inner join {{ attributes }} as attributes on cells.attribute_id = attributes.attribute_id
    inner join {{ released_attributes }} as released
        on attributes.column_name = released.column_name and attributes.value = released.value
)

select * from final
{% endmacro %}
