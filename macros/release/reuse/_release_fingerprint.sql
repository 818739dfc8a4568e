{#-
  A hash of a release that is the same for another release with the same contents: the published rows and the
  verdicts, without what differs from run to run; the statements that made them; and the settings of the page and the
  files. Arguments: results of the run; published, the published nodes; settings.
-#}
{% macro _release_fingerprint(results, published, settings) %}
    {%- set models = results | map(attribute='node') | selectattr('resource_type', 'equalto', 'model') | sort(attribute='unique_id') -%}
    {%- set nodes = published | list -%}
    {%- for macro in ['snapshot_aggregates', 'judge_release', 'judge_private_release', 'summarize_checks'] -%}
        {%- do nodes.extend(synthetic_showcase._nodes_that_call(macro, models)) -%}
    {%- endfor -%}
    {%- set parts = [tojson(settings), dbt_version] -%}
    {%- for node in nodes -%}
        {%- set relation = api.Relation.create(database=node.database, schema=node.schema, identifier=node.alias) -%}
        {#- Without the basis of verdicts, which counts earlier releases and so changes with each. -#}
        {%- do parts.append(relation | string ~ ' ' ~ synthetic_showcase._contents_now(
            "(select columns(lambda name: name not in ('release_id', 'released_at', 'basis')) from " ~ relation ~ ')'
        )) -%}
    {%- endfor -%}
    {%- set made_from = synthetic_showcase._release_nodes(published) -%}
    {%- set run = [invocation_id, run_started_at.strftime('%Y-%m-%d %H:%M:%S'), run_started_at.strftime('%Y-%m-%d')] -%}
    {%- for node in models if node.unique_id in made_from and node.config.materialized != 'incremental' -%}
        {%- set sql = namespace(text=node.compiled_code or '') -%}
        {%- for text in run -%}
            {%- set sql.text = sql.text | replace(text, '') -%}
        {%- endfor -%}
        {%- do parts.append(node.unique_id ~ ' ' ~ sql.text) -%}
    {%- endfor -%}
    {{ return(run_query(
        'select sha256(' ~ synthetic_showcase._text(tojson(parts)) ~ " || ' ' || showcase_code())"
    ).columns[0].values() | first) }}
{% endmacro %}
