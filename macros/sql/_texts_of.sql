{#-
  SQL of a CTE `texts` with `attribute_ids` and `selections`: the combinations of a relation as text, written as by
  `report_aggregates`. Arguments: combinations, a relation or CTE with `attribute_ids`; attributes, a relation made by
  `list_attributes`.
-#}
{% macro _texts_of(combinations, attributes) -%}
texts as (
    select members.attribute_ids, {{ synthetic_showcase._join_texts(synthetic_showcase._selection('named.column_name', 'named.value'), "';'", 'members.attribute_id') }} as selections
    from (
        select attribute_ids, {{ synthetic_showcase._unnest('attribute_ids') }} as attribute_id
        from (select distinct attribute_ids from {{ combinations }})
    ) as members
    inner join {{ attributes }} as named on members.attribute_id = named.attribute_id
    group by members.attribute_ids
)
{%- endmacro %}
