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
        -- what is sensitive was reviewed in these statements and no others
        and coalesce(exceptions.statement = each.statement, not each.sensitive)
    {%- endset %}
-- the sources of each published column
create or replace temporary table showcase_traced as
select showcase_trace_columns(
    {{ synthetic_showcase._text(tojson(synthetic_showcase._describe_project(results, published))) }},
    cast(json_object(
        'relations', (
            select list(struct_pack(database := database_name, schema := schema_name, identifier := table_name, columns := columns))
            from (
                select database_name, schema_name, table_name, list(column_name order by column_index) as columns
                from duckdb_columns()
                where not internal
                group by all
            )
        ),
        -- the functions of DuckDB, with the number of their overloads, so that a redefined one is noticed
        'functions', (
            select list(name)
            from (
                select lower(function_name) || ' ' || count(*) as name
                from duckdb_functions()
                group by lower(function_name)
                having bool_and(internal)
            )
        ),
        'schemas', (select list(distinct name) from (select unnest([database_name, schema_name]) as name from duckdb_schemas())),
        -- seeds and sources that are public, and who answers for that
        'answered', (
            select coalesce(
                json_group_object(rtrim(reads, '.*'), owner || ' until ' || expires_on || ': ' || reason), json_object()
            )
            from {{ relations.accepted_exceptions }}
            where model = '*' and {{ synthetic_showcase._in_force() }}
        )
    ) as varchar)
) as traced;

-- tables that something else has written into since they were built
create or replace temporary table showcase_changed as
{{ synthetic_showcase._changed_since_built(results, published) }};

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

-- several models may have one fault, which is one finding
insert into {{ relations.ungated_columns }}
select
    any_value(model order by length(path), model, column_name),
    any_value(column_name order by length(path), model, column_name),
    any_value(path order by length(path), model, column_name),
    case
        when count(at_fault) > 0
            then array_to_string(list_sort(list_distinct(list(at_fault)))[:3], ', ')
                || if(count(distinct at_fault) > 3, ' and ' || (count(distinct at_fault) - 3) || ' more ', ' ')
        else ''
    end || reason,
    any_value(remedy order by length(path), model, column_name),
    any_value(exception order by length(path), model, column_name)
from (
    select each.*
    from showcase_traced, unnest(traced.findings) as _(each)
    anti join (from {{ relations.accepted_exceptions }} where {{ synthetic_showcase._in_force() }}) as exceptions
        on {{ covered }}
)
group by reason, if(at_fault is null, model || chr(0) || column_name || chr(0) || path, '');

insert into {{ relations.ungated_columns }}
select
    min(model),
    '*',
    min(model),
    array_to_string(list_sort(list(model))[:3], ', ') || if(count(*) > 3, ' and ' || (count(*) - 3) || ' more', '')
    || ' no longer holds the rows that its statement gave, so something else has written into it',
    'find the hook, macro or model that writes into it, and remove that',
    null
from showcase_changed
where changed
having count(*) > 0;

drop table showcase_changed;
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
        select count(distinct (model, column_name)) from {{ relations.column_lineage }} where column_name not in ('*', '(rows)')
    ) || ' published columns' as basis
from {{ relations.ungated_columns }};
{%- endfor %}
{%- endfor %}

-- the checks that gates of other projects need, whether or not a published model reads them
{% for node in synthetic_showcase._nodes_that_call('summarize_checks', results | map(attribute='node') | selectattr('resource_type', 'equalto', 'model')) %}
{{ synthetic_showcase._checks_passed(node.relation_name) }};
{%- endfor %}

select error(
    'synthetic_showcase: not published, because not every published column comes from a privacy gate. Findings: ' || count(*)
    || ', in {{ relations.ungated_columns.schema }}.ungated_columns; the first: '
    || array_to_string(list(path || ' (' || reason || ': ' || remedy || ')' order by model, column_name, path)[:5], '; ')
)
from {{ relations.ungated_columns }}
having count(*) > 0;
{% endmacro %}
