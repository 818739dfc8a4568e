{#-
  A script that traces every published column back through the SQL that ran, fills column_lineage and ungated_columns,
  and ends with an error if a path passes no privacy gate. `relations`: those of governance by name.
-#}
{% macro _prove_gate(results, published, relations) %}
    {%- set covered %}each.model = exceptions.model
        and exceptions.column_name in (each.column_name, '*')
        and (
            each.path.split(' < ')[-1] = exceptions.reads
            or (exceptions.reads like '%.*' and starts_with(each.path.split(' < ')[-1], rtrim(exceptions.reads, '*')))
        )
    {%- endset %}
-- the sources of each published column
create or replace temporary table showcase_traced as
select showcase_trace_columns(
    {{ synthetic_showcase._text(tojson(synthetic_showcase._describe_project(results, published))) }},
    (
        select cast(to_json(list(struct_pack(database := database_name, schema := schema_name, identifier := table_name, columns := columns))) as varchar)
        from (
            select database_name, schema_name, table_name, list(column_name order by column_index) as columns
            from duckdb_columns()
            where not internal
            group by all
        )
    ),
    (
        -- the functions of DuckDB, with the number of their overloads, so that a redefined one is noticed
        select cast(to_json(list(name)) as varchar)
        from (
            select lower(function_name) || ' ' || count(*) as name
            from duckdb_functions()
            group by lower(function_name)
            having bool_and(internal)
        )
    )
) as traced;

delete from {{ relations.column_lineage }};
delete from {{ relations.ungated_columns }};

insert into {{ relations.column_lineage }}
select each.model, each.column_name, each.path, each.gate, each.protection
from showcase_traced, unnest(traced.lineage) as _(each);

-- a path under a reviewed exception is recorded, but is no finding
insert into {{ relations.column_lineage }}
select
    each.model,
    each.column_name,
    each.path,
    null,
    'exception of ' || exceptions.owner || ' until ' || exceptions.expires_on || ': ' || exceptions.reason
from showcase_traced, unnest(traced.findings) as _(each)
inner join (from {{ relations.accepted_exceptions }} where {{ synthetic_showcase._in_force() }}) as exceptions
    on {{ covered }};

insert into {{ relations.ungated_columns }}
select each.model, each.column_name, each.path, each.reason
from showcase_traced, unnest(traced.findings) as _(each)
anti join (from {{ relations.accepted_exceptions }} where {{ synthetic_showcase._in_force() }}) as exceptions
    on {{ covered }};

drop table showcase_traced;

-- the last verdict, which needs all models to be built
{% for macro in ['judge_release', 'judge_private_release'] %}
{%- for node in synthetic_showcase._nodes_that_call(macro, results | map(attribute='node') | selectattr('resource_type', 'equalto', 'model')) %}
insert into {{ node.relation_name }} by name
select
    {{ synthetic_showcase._text(invocation_id) }} as release_id,
    (select max(position) + 1 from {{ node.relation_name }}) as position,
    'ungated_columns' as check_name,
    count(*) as figure,
    0 as limit_value,
    case when count(*) = 0 then 'pass' else 'fail' end as verdict,
    true as stops_release,
    case when count(*) = 0 then 'Every published column comes from a privacy gate, or from a path that somebody answers for.'
        else 'Paths to published columns and exposures that pass no privacy gate: ' || count(*) || '.' end as sentence,
    'all ' || (
        select count(distinct (model, column_name)) from {{ relations.column_lineage }} where column_name <> '*'
    ) || ' published columns' as basis
from {{ relations.ungated_columns }};
{%- endfor %}
{%- endfor %}

select error(
    'synthetic_showcase: not published, because not every published column comes from a privacy gate. Findings: ' || count(*)
    || ', in {{ relations.ungated_columns.schema }}.ungated_columns; the first: '
    || array_to_string(list(path || ' (' || reason || ')' order by model, column_name, path)[:5], '; ')
)
from {{ relations.ungated_columns }}
having count(*) > 0;
{% endmacro %}
