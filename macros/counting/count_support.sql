{#-
  Support of given combinations of any length: the referee of what is published, which shares no
  code with the sampler and none with the counting of combinations.

  Returns SQL with `attribute_ids` (as given, each once) and `support` (0 where no record holds all of them).

  Arguments:
    record_attributes: relation or CTE with `record_id`, `attribute_id`, one row a cell.
    combinations: relation or CTE with `attribute_ids`, a list of integers, ascending, not empty.

  On DuckDB a numpy function counts; on other engines a join does, whose cost is the number of
  cells that share an attribute with a combination.
-#}
{% macro count_support(record_attributes, combinations) %}
    {{ return(adapter.dispatch('count_support', 'synthetic_showcase')(record_attributes, combinations)) }}
{% endmacro %}

{% macro default__count_support(record_attributes, combinations) %}
    with wanted as (
        select distinct attribute_ids from {{ combinations }}
    ),

    members as (
        select attribute_ids, unnest(attribute_ids) as attribute_id from wanted
    ),

    -- records that hold all attributes of a combination
    holders as (
        select members.attribute_ids, cells.record_id
        from members
        inner join {{ record_attributes }} as cells on members.attribute_id = cells.attribute_id
        group by members.attribute_ids, cells.record_id
        having count(*) = len(members.attribute_ids)
    )

    select wanted.attribute_ids, count(holders.record_id) as support
    from wanted
    left join holders on wanted.attribute_ids = holders.attribute_ids
    group by wanted.attribute_ids
{%- endmacro %}

{% macro duckdb__count_support(record_attributes, combinations) %}
    with cells as (
        {{- synthetic_showcase._cell_list(record_attributes) }}
    ),

    -- in lexicographic order the function shares what it did for the beginning
    wanted as (
        select list(distinct attribute_ids order by attribute_ids) as combinations from {{ combinations }}
    ),

    counted as (
        select wanted.combinations, showcase_count_support(cells.cells, wanted.combinations) as supports
        from cells, wanted
    )

    select unnest(combinations) as attribute_ids, unnest(supports) as support
    from counted
{%- endmacro %}
