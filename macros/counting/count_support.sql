{#-
  The support of given combinations of any length. It checks what is to be published, so it deliberately shares no
  code with the sampler or with `count_combinations`.

  Returns SQL with `attribute_ids` (as given, each once) and `support` (0 if no record holds all of them).

  Arguments:
    distinct_records: relation made by `merge_records`.
    combinations: relation or CTE with `attribute_ids`, a list of integers, ascending, not empty.

  On DuckDB a Python function counts. On Spark records and combinations are bit sets, and a combination is compared
  only with records that hold its two rarest attributes. On other engines a join counts, at the cost of every record
  and combination that share an attribute.
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

    -- the records that hold all attributes of a combination
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

{% macro spark__count_support(distinct_records, combinations) %}
    {#- As many words of 64 bits as the attributes of the records need. A combination with any other attribute has support 0. -#}
    {%- set words, set_of = [], ['wanted_sets.attribute_1', 'wanted_sets.attribute_2'] -%}
    {%- set attributes = run_query('select max(attribute_ids[size(attribute_ids) - 1]) from ' ~ distinct_records).rows[0][0]
        if execute and load_relation(distinct_records) is not none else none -%}
    {%- for word in range((attributes or 0) // 64 + 1) -%}
        {%- do words.append('aggregate(attribute_ids, 0L, (word, a) -> case when a div 64 = ' ~ word
            ~ ' then word | shiftleft(1L, a % 64) else word end) as word_' ~ word) -%}
        {%- do set_of.append('wanted_sets.word_' ~ word) -%}
    {%- endfor %}
    {%- set set_of = set_of | join(', ') %}
    with wanted as (
        select distinct attribute_ids from {{ combinations }}
    ),

    sizes as (
        select attribute_id, count(*) as held_by
        from (select explode(attribute_ids) as attribute_id from {{ distinct_records }}) as cells
        group by attribute_id
    ),

    -- the two rarest attributes of each combination; a single attribute counts as both
    keyed as (
        select
            attribute_ids,
            sort_array(transform(slice(rarest_first, 1, 2), item -> item.attribute_id)) as key
        from (
            select
                members.attribute_ids,
                sort_array(collect_list(named_struct('held_by', coalesce(sizes.held_by, 0), 'attribute_id', members.attribute_id))) as rarest_first
            from (select attribute_ids, explode(attribute_ids) as attribute_id from wanted) as members
            left join sizes on members.attribute_id = sizes.attribute_id
            group by members.attribute_ids
        ) as ordered
    ),

    wanted_sets as (
        select
            attribute_ids,
            key[0] as attribute_1,
            key[size(key) - 1] as attribute_2,
            {{ words | join(',\n            ') }}
        from keyed
    ),

    keys as (
        select distinct attribute_1, attribute_2 from wanted_sets
    ),

    -- one row per record and key that it holds
    held_sets as (
        select /*+ broadcast(keys) */ pairs.*
        from (
            select {{ synthetic_showcase._except(['attribute_ids']) }}, explode(filter(attribute_ids, a -> a >= attribute_1)) as attribute_2
            from (
                select
                    records,
                    attribute_ids,
                    {{ words | join(',\n                    ') }},
                    explode(attribute_ids) as attribute_1
                from {{ distinct_records }}
            ) as begun
        ) as pairs
        left semi join keys on pairs.attribute_1 = keys.attribute_1 and pairs.attribute_2 = keys.attribute_2
    ),

    -- the combinations that records hold, grouped by their bits: that is faster than by lists
    counted as (
        -- Spark underestimates the size of exploded rows and would broadcast them
        select /*+ shuffle_hash(wanted_sets) */ {{ set_of }}, sum(held_sets.records) as support
        from wanted_sets
        inner join held_sets
            on wanted_sets.attribute_1 = held_sets.attribute_1
            and wanted_sets.attribute_2 = held_sets.attribute_2
            {%- for word in range(words | length) %}
            and (wanted_sets.word_{{ word }} & held_sets.word_{{ word }}) = wanted_sets.word_{{ word }}
            {%- endfor %}
        group by {{ set_of }}
    )

    select wanted_sets.attribute_ids, coalesce(counted.support, 0) as support
    from wanted_sets
    left join counted
        on wanted_sets.attribute_1 = counted.attribute_1
        and wanted_sets.attribute_2 = counted.attribute_2
        {%- for word in range(words | length) %}
        and wanted_sets.word_{{ word }} = counted.word_{{ word }}
        {%- endfor %}
{%- endmacro %}
