{#-
  Support of given combinations of any length: the referee of what is published, which shares no
  code with the sampler and none with the counting of combinations.

  Returns SQL with `attribute_ids` (as given, each once) and `support` (0 where no record holds all of them).

  Arguments:
    distinct_records: relation made by `merge_records`.
    combinations: relation or CTE with `attribute_ids`, a list of integers, ascending, not empty.

  On DuckDB a Python function counts; on other engines a join does, whose cost is the number of
  cells that share an attribute with a combination.
-#}
{% macro count_support(distinct_records, combinations) %}
    {{ return(adapter.dispatch('count_support', 'synthetic_showcase')(distinct_records, combinations)) }}
{% endmacro %}

{% macro default__count_support(distinct_records, combinations) %}
    with wanted as (
        select distinct attribute_ids from {{ combinations }}
    ),

    cells as (
        select record_id, records, unnest(attribute_ids) as attribute_id from {{ distinct_records }}
    ),

    members as (
        select attribute_ids, unnest(attribute_ids) as attribute_id from wanted
    ),

    -- records that hold all attributes of a combination
    holders as (
        select members.attribute_ids, cells.record_id, cells.records
        from members
        inner join cells on members.attribute_id = cells.attribute_id
        group by members.attribute_ids, cells.record_id, cells.records
        having count(*) = len(members.attribute_ids)
    )

    select wanted.attribute_ids, cast(coalesce(sum(holders.records), 0) as bigint) as support
    from wanted
    left join holders on wanted.attribute_ids = holders.attribute_ids
    group by wanted.attribute_ids
{%- endmacro %}

{% macro duckdb__count_support(distinct_records, combinations) %}
    with listed as (
        {{- synthetic_showcase._record_list(distinct_records) }}
    ),

    wanted as (
        select list(distinct attribute_ids) as combinations from {{ combinations }}
    ),

    counted as (
        select wanted.combinations, showcase_count_support(listed.records, wanted.combinations) as supports
        from listed, wanted
    )

    select unnest(combinations) as attribute_ids, unnest(supports) as support
    from counted
{%- endmacro %}
