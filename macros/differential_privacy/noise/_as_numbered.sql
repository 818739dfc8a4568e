{#-
  SQL, in brackets, for a relation of combinations with the attribute ids of another list of attributes. Combinations
  with an attribute that is not in that list are left out. Arguments: combinations, a relation with `attribute_ids`;
  attributes, the list of its ids; wanted, the other list.
-#}
{% macro _as_numbered(combinations, attributes, wanted) %}
    {%- set sql -%}
(
    select combinations.* replace (named.wanted_ids as attribute_ids)
    from {{ combinations }} as combinations
    inner join (
        select members.attribute_ids, list(wanted.attribute_id order by wanted.attribute_id) as wanted_ids
        from (select attribute_ids, unnest(attribute_ids) as attribute_id from {{ combinations }}) as members
        inner join {{ attributes }} as known on members.attribute_id = known.attribute_id
        inner join {{ wanted }} as wanted on known.column_name = wanted.column_name and known.value = wanted.value
        group by members.attribute_ids
        having count(*) = len(members.attribute_ids)
    ) as named on combinations.attribute_ids = named.attribute_ids
)
    {%- endset -%}
    {{ return(sql) }}
{% endmacro %}
