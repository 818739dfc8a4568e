{#-
  The combinations whose counts changed most from the sensitive table to the synthetic records. Sensitive.

  Returns SQL with `length`, `attribute_ids`, `selections`, `sensitive_count`, `synthetic_count`, `change`.

  Arguments: relations made by `compare_combinations` and `list_attributes`; how many of each length.
-#}
{% macro list_largest_changes(combination_comparison, attributes, how_many=50) %}
with

largest as (
    select *, synthetic_count - sensitive_count as change
    from {{ combination_comparison }}
    where synthetic_count <> sensitive_count
    qualify row_number() over (partition by length order by abs(synthetic_count - sensitive_count) desc, attribute_ids) <= {{ how_many }}
),

{{ synthetic_showcase._texts_of('largest', attributes) }},

final as (
    select largest.length, largest.attribute_ids, texts.selections, largest.sensitive_count, largest.synthetic_count, largest.change
    from largest
    inner join texts on largest.attribute_ids = texts.attribute_ids
    order by largest.length, abs(largest.change) desc, largest.attribute_ids
)

select * from final
{% endmacro %}
