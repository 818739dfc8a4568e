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
{#- Columns with as many levels are lifted together: statements for each of a hundred columns would nest too deep. -#}
{%- set settled = [] %}
{%- for depth, alike in columns | selectattr('wanted', 'equalto', 'auto') | groupby('depth') %}
{%- set own = '_' ~ loop.index %}
{%- do settled.append('select * from settled' ~ own) %}
{%- set of_hierarchy = 'inner join hierarchy' ~ own ~ ' as hierarchy on held.column_name = hierarchy.column_name and trim(held.value) = hierarchy.value' %}
{%- set cells = [] %}
{%- for column in alike %}{% do cells.append({'name': column.column, 'is_list': column.is_list}) %}{% endfor %}
-- {{ loop.index }}. the records that hold each value, and what it is replaced by
held{{ own }} as (
    {{ synthetic_showcase._cells_of(records, 'record_id', cells) }}
),

hierarchy{{ own }} as (
    {%- for column in alike %}
    select distinct
        {{ synthetic_showcase._text(column.column) }} as column_name,
        value
        {%- for level in column.levels %},
        {{ synthetic_showcase._text(level) }} as level_{{ loop.index }},
        {{ synthetic_showcase._name(level) }} as name_{{ loop.index }}
        {%- endfor %}
    from {{ column.hierarchy }}
    {%- if not loop.last %}
    union all
    {%- endif %}
    {%- endfor %}
),

lifted{{ own }}_0 as (
    select record_id, column_name, value, value as name from held{{ own }}
),

settled{{ own }}_0 as (
    select column_name, value, 'value' as level, value as generalized_value
    from held{{ own }}
    group by column_name, value
    having count(*) >= {{ resolution }}
),
{%- for level in range(1, depth + 1) %}
{%- set before = own ~ '_' ~ loop.index0 %}
{%- set here = own ~ '_' ~ level %}

lifted{{ here }} as (
    select held.record_id, held.column_name, held.value, hierarchy.level_{{ level }} as level, hierarchy.name_{{ level }} as name
    from lifted{{ before }} as held
    {{ of_hierarchy }}
    anti join settled{{ before }} as settled on held.column_name = settled.column_name and held.value = settled.value
),

settled{{ here }} as (
    select * from settled{{ before }}
    union all
    select distinct column_name, value, level, name as generalized_value
    from lifted{{ here }}
    where
        (column_name, name) in (select (column_name, generalized_value) from settled{{ before }})
        or (column_name, name) in (
            select (column_name, name) from lifted{{ here }} group by column_name, name having count(distinct record_id) >= {{ resolution }}
        )
),
{%- endfor %}

-- what is left would be lost, so the rarest name below each of its groups is lifted along
kept{{ own }}_0 as (
    select * from settled{{ own }}_{{ depth }}
),
{%- for level in range(1, depth + 1) %}
{%- set before = own ~ '_' ~ loop.index0 %}
{%- set here = own ~ '_' ~ level %}
{%- set group = 'hierarchy.name_' ~ level %}

along{{ here }} as (
    select
        kept.column_name,
        kept.generalized_value as name,
        {{ group }} as group_name,
        row_number() over (
            partition by kept.column_name, {{ group }}
            order by count(distinct held.record_id), kept.generalized_value
        ) as place
    from held{{ own }} as held
    {{ of_hierarchy }}
    inner join kept{{ before }} as kept on held.column_name = kept.column_name and held.value = kept.value
    where
        (kept.column_name, {{ group }}) in (
            select (held.column_name, {{ group }})
            from held{{ own }} as held
            {{ of_hierarchy }}
            anti join kept{{ before }} as kept on held.column_name = kept.column_name and held.value = kept.value
        )
        -- the name of everything tells nothing that would be worth another name
        and kept.column_name in (
            select column_name from hierarchy{{ own }} group by column_name having count(distinct name_{{ level }}) > 1
        )
    group by kept.column_name, kept.generalized_value, {{ group }}
),

kept{{ here }} as (
    select distinct
        held.column_name,
        held.value,
        case when along.name is null then kept.level else hierarchy.level_{{ level }} end as level,
        coalesce(along.group_name, kept.generalized_value) as generalized_value
    from held{{ own }} as held
    {{ of_hierarchy }}
    left join kept{{ before }} as kept on held.column_name = kept.column_name and held.value = kept.value
    left join along{{ here }} as along
        on held.column_name = along.column_name
        and {{ group }} = along.group_name
        and along.place = 1
        and coalesce(kept.generalized_value = along.name, true)
    where kept.value is not null or along.name is not null
),
{%- endfor %}

settled{{ own }} as (
    select * from kept{{ own }}_{{ depth }}
    union all
    select distinct held.column_name, held.value, cast(null as varchar) as level, held.value as generalized_value
    from held{{ own }} as held
    anti join kept{{ own }}_{{ depth }} as kept on held.column_name = kept.column_name and held.value = kept.value
),
{% endfor %}
{%- for column in columns | rejectattr('wanted', 'equalto', 'auto') %}
    {%- set select_one %}
    select distinct
        {{ synthetic_showcase._text(column.column) }} as column_name,
        held.value,
        {{ synthetic_showcase._text(column.wanted) }} as level,
        hierarchy.{{ synthetic_showcase._name(column.wanted) }} as generalized_value
    from (select {{ 'unnest(' ~ column.name ~ ')' if column.is_list else column.name }} as value from {{ records }}) as held
    inner join {{ column.hierarchy }} as hierarchy on trim(held.value) = hierarchy.value
    {%- endset %}
    {%- do settled.append(select_one) %}
{%- endfor %}
final as (
    {{ settled | join('\n    union all\n    ') or synthetic_showcase._rows_of_texts(['column_name', 'value', 'level', 'generalized_value'], []) }}
)

select * from final
{% endmacro %}
