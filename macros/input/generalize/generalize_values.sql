{#-
  What each value of the columns in `generalize` becomes.

  Returns SQL with `column_name`, `value`, `level` (the one it is lifted to; `value` where it stays,
  null where no level helps), `generalized_value`.

  With a level of the hierarchy, every value becomes its group at that level. With `auto`, a value
  that at least `resolution` records hold stays. Those that fewer hold are lifted together to the
  first level, and stay at those of its groups that at least `resolution` of the lifted records
  reach, or that is among the names already there; the others are lifted to the next level, and so
  on. (Local recoding: L. Sweeney, "Achieving k-anonymity privacy protection using generalization and
  suppression", 2002.) A name of a group then stands for what is left of the group.

  Arguments:
    records: relation made by `prepare_records`.
    hierarchies: {column: relation, or SQL for a from clause} with `value` and the levels, lowest first.
    generalize: {column: a level, or auto}; defaults to `showcase_generalize`.
    resolution: defaults to `showcase_reporting_resolution`.
  Raises an error that names the option for a column without hierarchy, a level that is not there, a
  hierarchy with empty cells, a cycle, a name with two parents, or that lacks a value of the records.
-#}
{% macro generalize_values(records, hierarchies, generalize=none, resolution=none) %}
    {%- set generalize = synthetic_showcase._option('generalize', generalize) -%}
    {%- set resolution = synthetic_showcase._option('reporting_resolution', resolution) -%}
    {%- set columns = synthetic_showcase._generalized_columns(records, hierarchies, generalize) %}
with
{% for column in columns %}
{%- set own = '_' ~ loop.index %}
-- {{ loop.index }}. the records that hold each value, and what the value becomes
held{{ own }} as (
    select record_id, {{ 'unnest(' ~ column.name ~ ')' if column.is_list else column.name }} as value
    from {{ records }}
    where {{ column.name }} is not null
),

hierarchy{{ own }} as (
    select distinct
        trim(cast(value as varchar)) as value
        {%- for level in column.levels %},
        trim(cast({{ synthetic_showcase._name(level) }} as varchar)) as level_{{ loop.index }}
        {%- endfor %}
    from {{ column.hierarchy }}
),
{% if column.wanted != 'auto' %}
settled{{ own }} as (
    select distinct held.value, {{ synthetic_showcase._text(column.wanted) }} as level, hierarchy.level_{{ column.levels.index(column.wanted) + 1 }} as generalized_value
    from held{{ own }} as held
    inner join hierarchy{{ own }} as hierarchy on trim(held.value) = hierarchy.value
),
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

settled{{ own }} as (
    select * from settled{{ own }}_{{ column.levels | length }}
    union all
    select distinct value, cast(null as varchar) as level, value as generalized_value
    from held{{ own }}
    where value not in (select value from settled{{ own }}_{{ column.levels | length }})
),
{% endif %}
{%- endfor %}
final as (
    {%- for column in columns %}
    select {{ synthetic_showcase._text(column.column) }} as column_name, value, level, generalized_value
    from settled_{{ loop.index }}
    {%- if not loop.last %}
    union all
    {%- endif %}
    {%- else %}
    select cast(null as varchar) as column_name, cast(null as varchar) as value, cast(null as varchar) as level, cast(null as varchar) as generalized_value
    where false
    {%- endfor %}
)

select * from final
{% endmacro %}
