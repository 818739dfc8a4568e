{#-
  The support of every frequent combination: of up to `reporting_length` attributes, held by at least `resolution`
  records.

  Returns SQL with `length` (integer), `attribute_ids` (list of integers, ascending), `support`.

  Arguments:
    distinct_records: relation made by `merge_records`.
    resolution: smallest support counted; defaults to `showcase_reporting_resolution`, and may be 1 here.
    reporting_length: longest combination; defaults to `showcase_reporting_length`.
    readiness: relation made by `assess_records`; if it expects more combinations than its max_combinations, the
      statement raises an error with its advice before anything is counted.

  On DuckDB a Python function counts with bit sets. On Spark each record is split into its combinations on the
  executor that holds it, so that only counts are shuffled. On other engines a self-join gives the same result. The
  cost of the last two grows with the number of combinations that the records hold.
-#}
{% macro count_combinations(distinct_records, resolution=none, reporting_length=none, readiness=none) %}
    {%- set resolution = resolution if resolution == 1 else synthetic_showcase._option('reporting_resolution', resolution) -%}
    {%- set reporting_length = synthetic_showcase._option('reporting_length', reporting_length) -%}
    {{ return(adapter.dispatch('count_combinations', 'synthetic_showcase')(
        distinct_records, resolution, reporting_length, synthetic_showcase._ready(readiness)
    )) }}
{% endmacro %}

{% macro default__count_combinations(distinct_records, resolution, reporting_length, ready='true') %}
with

cells as (
    select record_id, records, unnest(attribute_ids) as attribute_id
    from {{ distinct_records }}
    where {{ ready }}
),

-- a rare attribute is in no frequent combination
frequent as (
    select attribute_id
    from cells
    group by attribute_id
    having sum(records) >= {{ resolution }}
),

-- each combination of one attribute that a record holds
held_1 as (
    select cells.record_id, cells.records, cells.attribute_id as attribute_1
    from cells
    inner join frequent on cells.attribute_id = frequent.attribute_id
),
{%- set attributes = [] %}
{% for length in range(1, reporting_length + 1) %}
{%- set before = attributes | list %}
{%- do attributes.append('attribute_' ~ length) %}
{%- if length > 1 %}
-- each combination of {{ length }} attributes that a record holds, if it without its last attribute is frequent
held_{{ length }} as (
    select before.*, added.attribute_1 as attribute_{{ length }}
    from held_{{ length - 1 }} as before
    inner join counted_{{ length - 1 }} as frequent_before
        on {% for attribute in before %}{{ ' and ' if not loop.first }}before.{{ attribute }} = frequent_before.{{ attribute }}{% endfor %}
    inner join held_1 as added
        on before.record_id = added.record_id and before.{{ before[-1] }} < added.attribute_1
),
{% endif %}
-- the support of each
counted_{{ length }} as (
    select {{ attributes | join(', ') }}, cast(sum(records) as bigint) as support
    from held_{{ length }}
    group by {{ attributes | join(', ') }}
    having sum(records) >= {{ resolution }}
),
{% endfor %}
final as (
    {%- for length in range(1, reporting_length + 1) %}
    select cast({{ length }} as integer) as length, {{ dbt.array_construct(attributes[:length]) }} as attribute_ids, support
    from counted_{{ length }}
    {%- if not loop.last %}
    union all
    {%- endif %}
    {%- endfor %}
)

select * from final
{% endmacro %}

{% macro duckdb__count_combinations(distinct_records, resolution, reporting_length, ready) %}
with

-- all records as one value, because the function is called once per row
listed as (
    {{- synthetic_showcase._record_list(distinct_records) }}
    where {{ ready }}
),

counted as (
    select showcase_count_combinations(records, {{ reporting_length }}, {{ resolution }}) as combinations
    from listed
),

final as (
    select
        cast(len(combination.attribute_ids) as integer) as length,
        combination.attribute_ids,
        combination.support
    from counted, unnest(counted.combinations) as _(combination)
)

select * from final
{% endmacro %}

{% macro spark__count_combinations(distinct_records, resolution, reporting_length, ready) %}
with

-- a rare attribute is in no frequent combination
cells as (
    select records, explode(attribute_ids) as attribute_id
    from {{ distinct_records }}
    where {{ ready }}
),

counted_1 as (
    select attribute_id as attribute_1, cast(sum(records) as bigint) as support
    from cells
    group by attribute_id
    having sum(records) >= {{ resolution }}
),
{% if reporting_length > 1 %}
frequent as (
    select collect_list(attribute_1) as attribute_ids from counted_1
),

-- one row per record and first attribute, with the attributes after it
begun_1 as (
    select records, attribute_1, slice(kept, place + 2, size(kept)) as behind
    from (
        select records, kept, posexplode(kept) as (place, attribute_1)
        from (
            select held.records, array_intersect(held.attribute_ids, frequent.attribute_ids) as kept
            from {{ distinct_records }} as held
            cross join frequent
        ) as kept_records
    ) as placed
),
{% endif %}
{%- for length in range(2, reporting_length + 1) %}
{%- set attributes = [] %}
{%- for place in range(1, length + 1) %}
{%- do attributes.append('attribute_' ~ place) %}
{%- endfor %}
{%- set attributes = attributes | join(', ') %}
{%- set before = attributes.rsplit(', ', 1)[0] %}
{%- if length < reporting_length %}
-- one row per record and combination of {{ length }} attributes, with the attributes after its last one
begun_{{ length }} as (
    select records, {{ attributes }}, slice(behind, place + 2, size(behind)) as behind
    from (
        select records, {{ before }}, behind, posexplode(behind) as (place, attribute_{{ length }})
        from begun_{{ length - 1 }}
    ) as placed
),
{% endif %}
counted_{{ length }} as (
    select {{ attributes }}, cast(sum(records) as bigint) as support
    from (select records, {{ before }}, explode(behind) as attribute_{{ length }} from begun_{{ length - 1 }}) as held
    group by {{ attributes }}
    having sum(records) >= {{ resolution }}
),
{% endfor %}
final as (
    {%- set attributes = [] %}
    {%- for length in range(1, reporting_length + 1) %}
    {%- do attributes.append('attribute_' ~ length) %}
    select {{ length }} as length, array({{ attributes | join(', ') }}) as attribute_ids, support
    from counted_{{ length }}
    {%- if not loop.last %}
    union all
    {%- endif %}
    {%- endfor %}
)

select * from final
{% endmacro %}
