{#-
  What each value of the columns in `generalize` is replaced by.

  Returns SQL with `column_name`, `value`, `level` (the one that it is lifted to; `value` if it stays as it is,
  null if no level makes it frequent), `generalized_value`.

  If `generalize` names a level, every value of the column becomes its group at that level. With `auto`, a value that
  at least `resolution` records hold stays as it is. Rarer values are lifted together to the first level. A group of
  that level is kept if at least `resolution` of the lifted records are in it, or if its name is in use already; the
  values of other groups are lifted to the next level, and so on (local recoding: L. Sweeney, "Achieving k-anonymity
  privacy protection using generalization and suppression", 2002). Values that no level has saved are lifted to the
  first level that has a name in use below their group, other than the name of everything. Of these names, the one that
  fewest records have is lifted along; of several that as few have, the first. The name of a group then stands for
  those of its values that were lifted to it, not for all of them.

  Arguments:
    records: relation made by `prepare_records`.
    hierarchies: {column: relation, or SQL for a from clause} with `value` and the levels, lowest first.
    generalize: {column: a level, or auto}; defaults to `showcase_generalize`.
    resolution: defaults to `showcase_reporting_resolution`.
  Raises an error that names the option for a column without hierarchy, a level that does not exist, and a
  hierarchy with empty cells, a cycle or a name with two parents, or without some value of the records.
-#}
{% macro generalize_values(records, hierarchies, generalize=none, resolution=none) %}
    {%- set generalize = synthetic_showcase._option('generalize', generalize) -%}
    {%- set resolution = synthetic_showcase._option('reporting_resolution', resolution) -%}
    {%- set columns = synthetic_showcase._generalized_columns(records, hierarchies, generalize) %}
with
final as (
    {#- Each column has a statement of its own, because the parts of one statement nest, and of some hundred columns too deep. -#}
    {%- for column in columns %}
    {%- set own = '_' ~ loop.index %}
    select {{ synthetic_showcase._text(column.column) }} as column_name, value, level, generalized_value
    from (
with
-- {{ loop.index }}. the records that hold each value, and what it is replaced by
held{{ own }} as (
    select record_id, {{ 'unnest(' ~ column.name ~ ')' if column.is_list else column.name }} as value
    from {{ records }}
    where {{ column.name }} is not null
),

hierarchy{{ own }} as (
    select distinct
        value
        {%- for level in column.levels %},
        {{ synthetic_showcase._name(level) }} as level_{{ loop.index }}
        {%- endfor %}
    from {{ column.hierarchy }}
),
{% if column.wanted != 'auto' %}
settled{{ own }} as (
    select distinct
        held.value,
        {{ synthetic_showcase._text(column.wanted) }} as level,
        hierarchy.level_{{ column.levels.index(column.wanted) + 1 }} as generalized_value
    from held{{ own }} as held
    inner join hierarchy{{ own }} as hierarchy on trim(held.value) = hierarchy.value
)
{% else %}
lifted{{ own }}_0 as (
    select record_id, value, value as name from held{{ own }}
),

settled{{ own }}_0 as (
    select value, 'value' as level, value as generalized_value
    from held{{ own }}
    group by value
    having count(*) >= {{ resolution }}
),
{%- for level in column.levels %}
{%- set before = own ~ '_' ~ loop.index0 %}
{%- set here = own ~ '_' ~ loop.index %}

lifted{{ here }} as (
    select lifted.record_id, lifted.value, hierarchy.level_{{ loop.index }} as name
    from lifted{{ before }} as lifted
    inner join hierarchy{{ own }} as hierarchy on trim(lifted.value) = hierarchy.value
    where lifted.value not in (select value from settled{{ before }})
),

settled{{ here }} as (
    select * from settled{{ before }}
    union all
    select distinct value, {{ synthetic_showcase._text(level) }} as level, name as generalized_value
    from lifted{{ here }}
    where
        name in (select generalized_value from settled{{ before }})
        or name in (select name from lifted{{ here }} group by name having count(distinct record_id) >= {{ resolution }})
),
{%- endfor %}

-- what is left would be lost, so the rarest name below each of its groups is lifted along
kept{{ own }}_0 as (
    select * from settled{{ own }}_{{ column.levels | length }}
),
{%- for level in column.levels %}
{%- set before = own ~ '_' ~ loop.index0 %}
{%- set here = own ~ '_' ~ loop.index %}
{%- set group = 'hierarchy.level_' ~ loop.index %}

along{{ here }} as (
    select
        kept.generalized_value as name,
        {{ group }} as group_name,
        row_number() over (
            partition by {{ group }}
            order by count(distinct held.record_id), kept.generalized_value
        ) as place
    from held{{ own }} as held
    inner join hierarchy{{ own }} as hierarchy on trim(held.value) = hierarchy.value
    inner join kept{{ before }} as kept on held.value = kept.value
    where {{ group }} in (
        select {{ group }}
        from held{{ own }} as held
        inner join hierarchy{{ own }} as hierarchy on trim(held.value) = hierarchy.value
        where held.value not in (select value from kept{{ before }})
    )
    group by kept.generalized_value, {{ group }}
),

kept{{ here }} as (
    select distinct
        held.value,
        case when along.name is null then kept.level else {{ synthetic_showcase._text(level) }} end as level,
        coalesce(along.group_name, kept.generalized_value) as generalized_value
    from held{{ own }} as held
    inner join hierarchy{{ own }} as hierarchy on trim(held.value) = hierarchy.value
    left join kept{{ before }} as kept on held.value = kept.value
    left join along{{ here }} as along
        on {{ group }} = along.group_name
        and along.place = 1
        and coalesce(kept.generalized_value = along.name, true)
        -- the name of everything tells nothing that would be worth another name
        and (select count(distinct level_{{ loop.index }}) > 1 from hierarchy{{ own }})
    where kept.value is not null or along.name is not null
),
{%- endfor %}

settled{{ own }} as (
    select * from kept{{ own }}_{{ column.levels | length }}
    union all
    select distinct value, cast(null as varchar) as level, value as generalized_value
    from held{{ own }}
    where value not in (select value from kept{{ own }}_{{ column.levels | length }})
)
{% endif %}

select * from settled{{ own }}
    )
    {%- if not loop.last %}
    union all
    {%- endif %}
    {%- else %}
    select
        cast(null as varchar) as column_name,
        cast(null as varchar) as value,
        cast(null as varchar) as level,
        cast(null as varchar) as generalized_value
    where false
    {%- endfor %}
)

select * from final
{% endmacro %}
