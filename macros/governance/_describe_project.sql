{#-
  The nodes of the project as the proof of lineage reads them: where each is stored, its SQL as it ran, and DuckDB's
  plan of it; which are sensitive in themselves, and from which labels of values are taken; and the macros that others
  of the project's packages define. `published`: nodes of the schema that is published.
-#}
{% macro _describe_project(results, published) %}
    {%- set ran = {} -%}
    {%- for result in results -%}
        {%- do ran.update({result.node.unique_id: result.node}) -%}
    {%- endfor -%}
    {%- set zone = published | map(attribute='unique_id') | list -%}
    {%- set planned = synthetic_showcase._release_nodes(published) -%}
    {#- dbt makes a dictionary of each node at each look at the graph, so one look has to do. -#}
    {%- set by_id = dict(graph.nodes.items()) -%}
    {%- set sensitive, labels = synthetic_showcase._sensitive_nodes(), synthetic_showcase._label_nodes() -%}
    {%- set nodes = [] -%}
    {%- do run_query('pragma disable_optimizer') -%}
    {%- for node in by_id.values() | list + graph.sources.values() | list if node.resource_type in ['model', 'seed', 'snapshot', 'source'] -%}
        {%- set compiled = ran[node.unique_id].compiled_code if node.unique_id in ran and node.resource_type == 'model' else none -%}
        {%- set sql = node.get('language') == 'sql' and node.unique_id in planned and compiled -%}
        {%- do nodes.append({
            'unique_id': node.unique_id,
            'name': node.name,
            'package_name': node.package_name,
            'resource_type': node.resource_type,
            'language': node.get('language'),
            'materialized': node.config.get('materialized'),
            'database': node.database,
            'schema': node.schema,
            'identifier': node.get('alias') or node.get('identifier'),
            'compiled_code': compiled,
            'raw_code': node.get('raw_code'),
            'gate': node.config.get('meta', {}).get('privacy_gate'),
            'published': node.unique_id in zone,
            'sensitive': node.unique_id in sensitive,
            'labels': node.unique_id in labels,
            'parents': node.get('depends_on', {}).get('nodes', []),
            'macros': node.get('depends_on', {}).get('macros', []),
            'hooks': (node.config.get('pre-hook', []) + node.config.get('post-hook', [])) | map(attribute='sql') | list
                + ([node.config.sql_header] if node.config.get('sql_header') else []),
            'declared': (node.config.get('meta') or node.get('meta') or {}).get('showcase') == 'public',
            'plan': run_query('explain (format json) ' ~ compiled).columns[1].values() | first if sql else none,
        }) -%}
    {%- endfor -%}
    {%- do run_query('pragma enable_optimizer') -%}
    {%- set exposures = [] -%}
    {%- for exposure in graph.exposures.values() -%}
        {%- do exposures.append({'name': exposure.name, 'depends_on': exposure.depends_on.nodes}) -%}
    {%- endfor -%}
    {{ return({
        'nodes': nodes, 'exposures': exposures,
        'macros': synthetic_showcase._macros_of_others(),
        'signatures': synthetic_showcase._signatures(),
        'private': synthetic_showcase._is_private(),
        'resolution': synthetic_showcase._option('reporting_resolution'),
        'default_database': target.database, 'default_schema': target.schema,
    }) }}
{% endmacro %}
