{#-
  SQL, for Spark, that divides the distinct records, without their rare attributes, into parts of similar records.
  They are ordered by their three rarest attributes, so that most records with a rare combination are in one part (see
  docs/decisions/0019); ties are broken by a hash.

  Gives `part` (from 0), `attribute_ids` (ascending, not empty), `records`. The parts have about equal sizes of at
  most `showcase_spark_part_size` distinct records, apart from random variation.

  Arguments: distinct_records, a relation made by `merge_records`; resolution.
-#}
{% macro _cut_parts(distinct_records, resolution) %}
    with supports as (
        select attribute_id, sum(records) as support
        from (select records, explode(attribute_ids) as attribute_id from {{ distinct_records }}) as cells
        group by attribute_id
    ),

    -- the rank of each attribute, from rare to common
    ranked as (
        select attribute_id, support, row_number() over (order by support, attribute_id) as place from supports
    ),

    frequent as (
        select
            collect_list(attribute_id) filter (where support >= {{ resolution }}) as attribute_ids,
            map_from_entries(collect_list(struct(attribute_id, place))) as places
        from ranked
    ),

    kept as (
        select attribute_ids, sum(records) as records
        from (
            select array_intersect(held.attribute_ids, frequent.attribute_ids) as attribute_ids, held.records
            from {{ distinct_records }} as held
            cross join frequent
        ) as cells
        where size(attribute_ids) > 0
        group by attribute_ids
    ),

    placed as (
        select
            kept.attribute_ids,
            kept.records,
            slice(sort_array(transform(kept.attribute_ids, a -> frequent.places[a])), 1, 3) as rarest
        from kept
        cross join frequent
    ),

    -- distinct records with the same rarest attributes, and the number of those before them
    alike as (
        select rarest, count(*) as size, sum(count(*)) over (order by rarest) - count(*) as before, sum(count(*)) over () as size_of_all
        from placed
        group by rarest
    )

    select
        cast(
            (alike.before + pmod(xxhash64(placed.attribute_ids), alike.size))
            * ceil(alike.size_of_all / {{ synthetic_showcase._option('spark_part_size') }}) div alike.size_of_all as int
        ) as part,
        placed.attribute_ids,
        placed.records
    from placed
    inner join alike on placed.rarest = alike.rarest
{%- endmacro %}
