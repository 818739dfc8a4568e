{#-
  Raises an error if the release could not be published: two tables have one name, or that of a file of the release; a
  published model is in another schema; the profile is that of an earlier version; or something that is no release
  is in its place.
-#}
{% macro _check_zone() %}
    {%- set published = synthetic_showcase._published_nodes() -%}
    {%- if target.type == 'spark' -%}
        {#- Published models of this package read a privacy gate; of other models that would have to be proven, which Spark cannot. -#}
        {%- for node in published if node.package_name != 'synthetic_showcase' -%}
            {{ synthetic_showcase._refuse(
                'published_schema', synthetic_showcase._option('published_schema'),
                'a schema with the models of the package alone on Spark, where the lineage of columns is not proven; ' ~ node.name ~ ' is in it'
            ) }}
        {%- endfor -%}
        {{ return('') }}
    {%- endif -%}
    {%- set zone = published | map(attribute='unique_id') | list -%}
    {%- for node in graph.nodes.values() if node.resource_type == 'model' and node.fqn[:2] == ['synthetic_showcase', 'release'] and node.unique_id not in zone -%}
        {{ exceptions.raise_compiler_error(
            'synthetic_showcase: the model ' ~ node.name ~ ' has to be in the schema showcase_published_schema = '
            ~ synthetic_showcase._option('published_schema') ~ '; dbt_project.yml gives it another one, or none.'
        ) }}
    {%- endfor -%}
    {%- if published and 'model.synthetic_showcase.showcase_release_ledger' not in graph.nodes -%}
        {{ exceptions.raise_compiler_error('synthetic_showcase: the models in governance must be enabled where anything is published; dbt_project.yml disables them.') }}
    {%- elif published and not synthetic_showcase._nodes_that_call('describe_release', published) -%}
        {{ exceptions.raise_compiler_error('synthetic_showcase: nothing says what the release is: one of the published models has to be made by describe_release.') }}
    {%- endif -%}
    {%- set names, aliases = [], [] -%}
    {%- for node in published -%}
        {%- if node.alias | lower in names or '/' in node.alias or '\\' in node.alias -%}
            {{ exceptions.raise_compiler_error(
                'synthetic_showcase: two published tables are named ' ~ node.alias ~ ', or a file can not have that name; give one an alias.'
            ) }}
        {%- endif -%}
        {%- do names.append(node.alias | lower) -%}
        {%- do aliases.append(synthetic_showcase._text(node.alias)) -%}
    {%- endfor -%}
    {%- set attached = run_query("select path from duckdb_databases() where path is not null").columns[0].values() -%}
    {%- set name = synthetic_showcase._published_file().rsplit('/', 1)[-1] -%}
    {%- for path in attached if path.rsplit('/', 1)[-1] == name -%}
        {{ exceptions.raise_compiler_error(
            'synthetic_showcase: remove the attach of ' ~ path ~ ' from the profile; each release is a new file, written when all of it is ready.'
        ) }}
    {%- endfor -%}
    {%- if published and flags.WHICH in ['build', 'run'] -%}
        {%- set obstacle = run_query(
            'select showcase_find_obstacle(' ~ synthetic_showcase._text(synthetic_showcase._published_file())
            ~ ', ' ~ synthetic_showcase._text(synthetic_showcase._target_folder() ~ '/release') ~ ', [' ~ aliases | join(', ') ~ '])'
        ).columns[0].values() | first -%}
        {%- if obstacle -%}
            {{ exceptions.raise_compiler_error('synthetic_showcase: ' ~ obstacle ~ '.') }}
        {%- endif -%}
    {%- endif -%}
    {%- set trouble = synthetic_showcase._ledger_trouble(every_file=false) if flags.WHICH in ['build', 'run'] else [] -%}
    {%- if trouble -%}
        {{ exceptions.raise_compiler_error('synthetic_showcase: the ledger of releases is not intact: ' ~ trouble | join('; ') ~ '.') }}
    {%- endif -%}
{% endmacro %}
