{#-
  Runs after the last model and writes the published tables as a release, completely or not at all. It does so if this
  run built everything that the release is made from and nothing failed, and `showcase_publish` says so. If not, or if
  the last release has the same contents, the last release stays and the log says why. The lineage is proven even if
  nothing is published.

  Gives a script in SQL, so that an error in it fails the run of dbt.
-#}
{% macro publish_release(results) %}
    {%- if not execute or flags.WHICH not in ['build', 'run'] -%}
        {{ return('') }}
    {%- elif target.type == 'spark' -%}
        {{ return(synthetic_showcase._end_on_spark(results)) }}
    {%- endif -%}
    {%- set built = results | selectattr('status', 'equalto', 'success') | map(attribute='node.unique_id') | list -%}
    {%- set published = synthetic_showcase._published_nodes() -%}
    {%- if not published | map(attribute='unique_id') | select('in', built) | list -%}
        {{ return('') }}
    {%- endif -%}
    {%- set missing = synthetic_showcase._release_nodes(published) | reject('in', built) | map('replace', 'model.', '') | list -%}
    {%- if flags.EMPTY or flags.SAMPLE -%}
        {%- do log('synthetic_showcase | not published, because this run took only a part of the rows; the last release stays', info=true) -%}
        {{ return('') }}
    {%- elif synthetic_showcase._failed_results(results) -%}
        {%- do log('synthetic_showcase | not published, because this run failed; the last release stays', info=true) -%}
        {{ return('') }}
    {%- elif missing -%}
        {%- do log('synthetic_showcase | not published, because this run left out '
            ~ missing[:5] | join(', ') ~ (' and ' ~ (missing | length - 5) ~ ' more' if missing | length > 5)
            ~ '; the last release stays. Run dbt build without a selection.', info=true) -%}
        {{ return('') }}
    {%- endif -%}

    {%- do synthetic_showcase._end_transaction() -%}
    {%- set governance = synthetic_showcase._governance_relations() -%}
    {#- With differential privacy what the tables hold decides nothing; `_check_pipelines` has refused a second pipeline. -#}
    {%- set shared = [] if synthetic_showcase._is_private() else synthetic_showcase._shared_people(results, published) -%}
    {%- if shared and synthetic_showcase._option('allow_repeated_k_anonymity') -%}
        {%- do log('synthetic_showcase | warning: some of the people are the same in ' ~ shared | join('; ')
            ~ '; showcase_allow_repeated_k_anonymity allows that', info=true) -%}
    {%- elif shared -%}
        {{ return('select error(' ~ synthetic_showcase._text(
            'synthetic_showcase: not published, because some of the people are the same, or may be, in ' ~ shared[:5] | join('; ')
            ~ '; whoever has both can compare them like two releases. Take one of them out of the release, name the subject ids of both if all people differ,'
            ~ ' or set showcase_allow_repeated_k_anonymity: true'
        ) ~ ')') }}
    {%- endif -%}
    {%- if not synthetic_showcase._publishes() -%}
        {%- do log('synthetic_showcase | checked, not published: set showcase_publish: true, or showcase_publish: [' ~ target.name
            ~ '] for this target alone, in the build that publishes', info=true) -%}
        {{ return(synthetic_showcase._prove_gate(results, published, governance) ~ synthetic_showcase._stop_where_files_changed()) }}
    {%- endif -%}
    {%- set text = synthetic_showcase._text -%}
    {%- set published_file = synthetic_showcase._published_file() -%}
    {%- set folder = synthetic_showcase._beside(published_file, 'releases/' ~ invocation_id) -%}
    {%- set tables = [] -%}
    {%- for node in published -%}
        {%- do tables.append(synthetic_showcase._table_details(node)) -%}
    {%- endfor -%}
    {%- set descriptions = synthetic_showcase._nodes_that_call('describe_release', published) -%}
    {%- set also = synthetic_showcase._target_folder(results) ~ '/release' -%}
    {%- set page = synthetic_showcase._page_settings() -%}
    {%- set fingerprint = synthetic_showcase._release_fingerprint(results, published, [tables, page]) -%}
    {%- set standing = none if flags.FULL_REFRESH else synthetic_showcase._standing_release(governance.release_ledger, fingerprint, published_file, also) -%}
    {%- if standing is not none -%}
        {%- do log('synthetic_showcase | not published again, because the release of ' ~ standing ~ ' has the same contents; run dbt build --full-refresh to make it again', info=true) -%}
        {#- The lineage is proven even so: exceptions expire, and exposures and hooks may have changed without any statement. -#}
        {{ return(synthetic_showcase._prove_gate(results, published, governance)) }}
    {%- endif -%}
    {%- do log('synthetic_showcase | publishing ' ~ published_file, info=true) %}
{{ synthetic_showcase._prove_gate(results, published, governance) }}
{{ synthetic_showcase._run_again(results, published) }}
{{ synthetic_showcase._stop_where_files_changed() }}
-- an empty folder for the new release
select showcase_prepare_release({{ text(published_file) }}, {{ text(folder) }}, {{ text(also) }});
{% for node in published %}
copy (from {{ api.Relation.create(database=node.database, schema=node.schema, identifier=node.alias) }})
to {{ text(folder ~ '/' ~ node.alias ~ '.parquet') }} (format parquet);
{%- endfor %}

-- all other files are made from these
select showcase_write_release(
    {{ text(folder) }},
    cast(json_merge_patch(
        {{ text(tojson({'folder': folder, 'tables': tables, 'page': page, 'facts': synthetic_showcase._release_facts(results, governance.release_ledger, descriptions)})) }},
        json_object('memory', parse_formatted_bytes(current_setting('memory_limit')) // 2, 'facts', json_object(
            'columns_traced', (select count(distinct (model, column_name)) from {{ governance.column_lineage }} where column_name not in ('*', '(rows)')),
            'exceptions', (
                select coalesce(to_json(list({'model': model, 'column_name': column_name, 'protection': protection})), '[]')
                from {{ governance.column_lineage }}
                where protection like 'exception of %'
            )
        ))
    ) as varchar)
);
{% for node in synthetic_showcase._nodes_that_call('snapshot_aggregates', results | map(attribute='node') | selectattr('resource_type', 'equalto', 'model')) %}
{{ synthetic_showcase._keep_snapshot(
    governance.released_aggregates,
    api.Relation.create(database=node.database, schema=node.schema, identifier=node.alias)
) }};
{% endfor %}
{%- for event in ['authorised', 'published'] %}
{%- if event == 'published' %}
-- the new folder becomes the release, and earlier ones are removed
select showcase_publish_release(
    {{ text(folder) }}, {{ text(published_file) }}, {{ text(also) }}, array(select distinct release_id from {{ governance.release_ledger }})
);
{%- endif %}
{%- for node in descriptions %}
{{ synthetic_showcase._record_release(
    governance.release_ledger,
    event,
    description=api.Relation.create(database=node.database, schema=node.schema, identifier=node.alias),
    input=synthetic_showcase._inputs_of(node) | join(', '),
    published_tables=tables | map(attribute='name'),
    contents='showcase_check_release(' ~ text(folder) ~ ', false)'
) }};
{%- endfor %}
{%- endfor %}

-- noted, so that a later build with the same contents keeps this release
insert into {{ synthetic_showcase._step_notes() }}
select {{ text(published_file) }}, {{ text(fingerprint) }}, showcase_check_release({{ text(folder) }}, false), {{ text(invocation_id) }}, now();
{%- endmacro %}
