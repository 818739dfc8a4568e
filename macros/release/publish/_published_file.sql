{#-
  The path of the file that is handed out: `showcase_published_file`, else published.duckdb beside the sensitive file.
-#}
{% macro _published_file() %}
    {%- set named = synthetic_showcase._option('published_file') -%}
    {%- if named is not none -%}
        {{ return(named) }}
    {%- endif -%}
    {%- set path = run_query(
        'select path from duckdb_databases() where database_name = ' ~ synthetic_showcase._text(target.database)
    ).columns[0].values() | first -%}
    {%- if not path -%}
        {{ exceptions.raise_compiler_error(
            'synthetic_showcase: the database ' ~ target.database ~ ' is in memory; name the file for what is published in showcase_published_file.'
        ) }}
    {%- endif -%}
    {{ return(synthetic_showcase._beside(path, 'published.duckdb')) }}
{% endmacro %}
